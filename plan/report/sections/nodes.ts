import { naturalOrder } from "../../../components/util/natural-order";
import { type Inventory, list, record, text, texts } from "../inventory";
import type { DocumentResource } from "../json";
import { type Block, type Row, table } from "../layout";
import type { Json } from "../printable";
import { clusterType } from "./cluster";
import { kubernetesPools } from "./kubernetes-pools";

const header = ["pool", "type", "instances", "nodes", "start", "capacity type", "image", "zones"];

/** Node groups and node pools with instance types, sizes and zones. */
export function nodes(inventory: Inventory): Block[] {
  const rows = [
    ...inventory.ofType("aws:eks/nodeGroup:NodeGroup").map((group) => managed(inventory, group)),
    ...inventory.ofType("aws:autoscaling/group:Group").map((group) => selfManaged(inventory, group)),
    ...kubernetesPools(inventory),
    ...builtIn(inventory),
  ];
  const byName = ([a]: Row, [b]: Row) => naturalOrder(a!, b!);
  return [...table(rows.sort(byName), { header }), ...table(autoModeAlone(inventory))];
}

function managed(inventory: Inventory, group: DocumentResource): Row {
  const { inputs } = group;
  const { minSize, maxSize, desiredSize } = record(inputs.scalingConfig);
  return [
    group.name,
    "managed",
    texts(inputs.instanceTypes) || instanceTypeOf(inventory, inputs.launchTemplate),
    `${text(minSize)} to ${text(maxSize)}`,
    text(desiredSize),
    capacityTypes[text(inputs.capacityType)] ?? "on-demand",
    text(inputs.amiType) || "custom AMI",
    inventory.zonesOf(group, "subnetIds"),
  ];
}

const capacityTypes: Readonly<Record<string, string>> = { SPOT: "spot", CAPACITY_BLOCK: "Capacity Block" };

/** The instance type of a planned launch template. */
function instanceTypeOf(inventory: Inventory, reference: Json | undefined): string {
  const { id } = record(reference);
  const template = inventory.ofType("aws:ec2/launchTemplate:LaunchTemplate").find((each) => each.id === id);
  return text(template?.inputs.instanceType);
}

function selfManaged(inventory: Inventory, group: DocumentResource): Row {
  const { inputs } = group;
  const { launchTemplate, instancesDistribution } = record(inputs.mixedInstancesPolicy);
  const types = list(record(launchTemplate).overrides).map((override) => text(record(override).instanceType));
  const { onDemandPercentageAboveBaseCapacity: onDemand = 100 } = record(instancesDistribution);
  return [
    group.name,
    "self-managed",
    types.join(", "),
    `${text(inputs.minSize)} to ${text(inputs.maxSize)}`,
    text(inputs.desiredCapacity),
    onDemand === 100 ? "on-demand" : onDemand === 0 ? "spot" : `${text(onDemand)} % on-demand`,
    "",
    inventory.zonesOf(group, "vpcZoneIdentifiers"),
  ];
}

/** Built-in node pools of clusters with EKS Auto Mode. */
function builtInPools(inventory: Inventory): (readonly string[])[] {
  return inventory
    .ofType(clusterType)
    .map(({ inputs }) => record(inputs.computeConfig))
    .filter(({ enabled }) => enabled === true)
    .map(({ nodePools }) => list(nodePools).map(text));
}

function builtIn(inventory: Inventory): Row[] {
  return builtInPools(inventory).flatMap((pools) =>
    pools.map((pool) => [pool, "Auto Mode, built-in", "chosen by AWS", "as needed", "", "on-demand", "", ""]),
  );
}

function autoModeAlone(inventory: Inventory): Row[] {
  return builtInPools(inventory).flatMap((pools) => (pools.length > 0 ? [] : [["EKS Auto Mode", "no built-in node pools"]]));
}

/** Fargate profiles and their selectors. */
export function fargate(inventory: Inventory): Block[] {
  const rows = inventory.ofType("aws:eks/fargateProfile:FargateProfile").flatMap((profile) =>
    list(profile.inputs.selectors).map((selector): Row => {
      const { namespace, labels } = record(selector);
      const pairs = Object.entries(record(labels)).map(([key, value]) => `${key}=${text(value)}`);
      return [profile.name, `namespace ${text(namespace)}`, pairs.length > 0 ? `pods with ${pairs.join(", ")}` : "all pods"];
    }),
  );
  return table(rows);
}
