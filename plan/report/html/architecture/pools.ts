import { type Inventory, list, record, text } from "../../inventory";

/** A node pool in the diagram. */
export interface Pool {
  readonly title: string;
  readonly zones: readonly string[];
}

/** Node groups with their zones. */
export function pools(inventory: Inventory): Pool[] {
  const managed = inventory.ofType("aws:eks/nodeGroup:NodeGroup").map((group) => {
    const { minSize, maxSize } = record(group.inputs.scalingConfig);
    return { title: title(group.name, minSize, maxSize), zones: zones(inventory.zonesOf(group, "subnetIds")) };
  });
  const own = inventory.ofType("aws:autoscaling/group:Group").map((group) => ({
    title: title(group.name, group.inputs.minSize, group.inputs.maxSize),
    zones: zones(inventory.zonesOf(group, "vpcZoneIdentifiers")),
  }));
  return [...managed, ...own];
}

const title = (name: string, min: unknown, max: unknown) => `${name}, ${String(min)}–${String(max)} nodes`;

const zones = (names: string) => names.split(", ").filter(Boolean);

/** Names of Karpenter and Auto Mode node pools, and of Fargate profiles. */
export function otherCapacity(inventory: Inventory): string[] {
  const karpenter = inventory.ofType("kubernetes:karpenter.sh/v1:NodePool").map(({ name }) => `node pool ${name}`);
  const builtIn = inventory
    .ofType("aws:eks/cluster:Cluster")
    .flatMap(({ inputs }) => list(record(inputs.computeConfig).nodePools).map((pool) => `Auto Mode ${text(pool)}`));
  const fargate = inventory.ofType("aws:eks/fargateProfile:FargateProfile").map(({ name }) => `Fargate ${name}`);
  return [...builtIn, ...karpenter, ...fargate];
}
