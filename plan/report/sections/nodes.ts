import { type Inventory, list, record, text, texts } from "../inventory";
import type { DocumentResource } from "../json";
import { type Row, table } from "../table";
import { clusterType } from "./cluster";

/** Node groups: what they run on, how many, and where. */
export function nodes(inventory: Inventory): string[] {
  const rows = [
    ...inventory.ofType("aws:eks/nodeGroup:NodeGroup").map((group) => managed(inventory, group)),
    ...inventory.ofType("aws:autoscaling/group:Group").map((group) => selfManaged(inventory, group)),
  ];
  const heading = rows.length > 0 ? [["pool", "instances", "nodes", "start", "bought", "image", "zones"]] : [];
  return [...table([...heading, ...rows]), ...table(autoMode(inventory))];
}

function managed(inventory: Inventory, group: DocumentResource): Row {
  const { inputs } = group;
  const { minSize, maxSize, desiredSize } = record(inputs.scalingConfig);
  return [
    group.name,
    texts(inputs.instanceTypes),
    `${text(minSize)} to ${text(maxSize)}`,
    text(desiredSize),
    inputs.capacityType === "SPOT" ? "spot" : "on demand",
    text(inputs.amiType) || "own AMI",
    inventory.zonesOf(group, "subnetIds"),
  ];
}

function selfManaged(inventory: Inventory, group: DocumentResource): Row {
  const { inputs } = group;
  const { launchTemplate, instancesDistribution } = record(inputs.mixedInstancesPolicy);
  const types = list(record(launchTemplate).overrides).map((override) => text(record(override).instanceType));
  const { onDemandPercentageAboveBaseCapacity: onDemand = 100 } = record(instancesDistribution);
  return [
    group.name,
    types.join(", "),
    `${text(inputs.minSize)} to ${text(inputs.maxSize)}`,
    text(inputs.desiredCapacity),
    onDemand === 100 ? "on demand" : onDemand === 0 ? "spot" : `${text(onDemand)} % on demand`,
    "self-managed",
    inventory.zonesOf(group, "vpcZoneIdentifiers"),
  ];
}

function autoMode(inventory: Inventory): Row[] {
  return inventory
    .ofType(clusterType)
    .map(({ inputs }) => record(inputs.computeConfig))
    .filter(({ enabled }) => enabled === true)
    .map(({ nodePools }) => ["EKS Auto Mode", texts(nodePools) || "no built-in node pools"]);
}

/** Which pods run on Fargate. */
export function fargate(inventory: Inventory): string[] {
  const rows = inventory.ofType("aws:eks/fargateProfile:FargateProfile").flatMap((profile) =>
    list(profile.inputs.selectors).map((selector): Row => {
      const { namespace, labels } = record(selector);
      const pairs = Object.entries(record(labels)).map(([key, value]) => `${key}=${text(value)}`);
      return [profile.name, `namespace ${text(namespace)}`, pairs.length > 0 ? `pods with ${pairs.join(", ")}` : "all pods"];
    }),
  );
  return table(rows);
}
