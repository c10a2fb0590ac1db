import { naturalOrder } from "../../components/util/natural-order";
import { type Inventory, text } from "./inventory";
import { clusterName, clusterType } from "./sections/cluster";

/** Regions of the AWS providers, such as `eu-west-1`. */
export function regions(inventory: Inventory): string[] {
  const all = inventory.ofType("pulumi:providers:aws").map(({ inputs }) => text(inputs.region));
  return [...new Set(all)].filter(Boolean).sort(naturalOrder);
}

/** `Stack dev of eks-blueprints in eu-west-1: cluster shop, Kubernetes 1.35`. */
export function title(inventory: Inventory): string {
  const { project, stack } = inventory.plan;
  const where = regions(inventory).join(", ");
  const clusters = inventory.ofType(clusterType).map((cluster) => {
    const version = text(cluster.inputs.version);
    return `cluster ${clusterName(cluster)}${version && `, Kubernetes ${version}`}`;
  });
  if (clusters.length === 0) clusters.push(...existingClusters(inventory));
  return `Stack ${stack} of ${project}${where && ` in ${where}`}${clusters.length > 0 ? `: ${clusters.join("; ")}` : ""}`;
}

/** Existing clusters that the plan only adds to. */
function existingClusters(inventory: Inventory): string[] {
  const hanging = ["aws:eks/addon:Addon", "aws:eks/nodeGroup:NodeGroup", "aws:eks/accessEntry:AccessEntry"].flatMap((type) =>
    inventory.ofType(type),
  );
  return [...new Set(hanging.map(({ inputs }) => `existing cluster ${text(inputs.clusterName)}`))];
}
