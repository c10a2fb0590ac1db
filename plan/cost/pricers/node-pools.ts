// Node pools of Karpenter and of EKS Auto Mode, which start instances as pods need them.

import type { Value } from "../../types";
import { always, byHour, type Charge, type Quantity, unknownCharge } from "../charge";
import type { CostContext, Pricer } from "../context";
import { autoModeFee, instancePrice, spotSaving } from "../instance-prices";
import type { InstanceType } from "../instance-types";
import type { Price } from "../price";
import type { RegionTable } from "../price-table";
import { gibibytes, quantity } from "../quantity";
import type { CostedResource } from "../resource";
import { list, number, record, text, texts } from "../values";
import { monitoringCharge } from "./detailed-monitoring";
import { windowsNodes } from "./node-groups";
import { type Choice, chooseType, type Requirement, requirementsOf } from "./node-pool-types";
import { type Volume, volumeCharges, volumeOf } from "./volumes";

/** Volume that EKS Auto Mode gives a node whose NodeClass names no other. */
const autoModeDisk: Volume = { sizeGiB: 80, type: "gp3" };

interface Pool {
  readonly name: string;
  readonly requirements: readonly Requirement[];
  readonly autoMode: boolean;
  readonly volumes: readonly Volume[];
  readonly monitoring?: boolean;
  readonly nodes: (type: InstanceType) => Quantity;
  readonly unbounded?: string;
}

/** A NodePool object. */
export const nodePool: Pricer = (resource, context) => {
  const spec = record(resource.inputs.spec);
  const node = record(record(spec.template).spec);
  const { group, name } = record(node.nodeClassRef);
  const autoMode = text(group) === "eks.amazonaws.com";
  const classSpec = nodeClassSpec(context, text(name), autoMode);
  const limits = record(spec.limits);
  const replicas = number(spec.replicas);
  const isBounded = ["cpu", "memory", "nodes", "nvidia.com/gpu"].some((limit) => limits[limit] !== undefined) || replicas !== undefined;
  const poolName = text(record(resource.inputs.metadata).name) ?? resource.name;
  return poolCharges(resource, context, {
    name: `node pool ${poolName}`,
    requirements: requirementsOf(node.requirements),
    autoMode,
    volumes: volumesOfClass(context, classSpec, autoMode),
    monitoring: classSpec.detailedMonitoring === true,
    nodes: (type) => {
      if (replicas !== undefined) return always(replicas);
      const most = mostNodes(limits, type);
      const start = Math.min(Math.ceil(context.assumptions.karpenterVcpus / type.vcpus), most);
      return { start, min: 0, max: isBounded ? most : start };
    },
    ...(!isBounded && { unbounded: `node pool ${poolName} has no limits` }),
  });
};

/** The node pools that EKS Auto Mode brings along, which have no limits. */
export function builtInPools(resource: CostedResource, context: CostContext): Charge[] {
  const names = texts(record(resource.inputs.computeConfig).nodePools);
  if (names.length === 0) return [];
  return poolCharges(resource, context, {
    name: "nodes of EKS Auto Mode",
    requirements: [
      { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
      { key: "eks.amazonaws.com/instance-category", operator: "In", values: ["c", "m", "r"] },
      { key: "eks.amazonaws.com/instance-generation", operator: "Gt", values: ["4"] },
      { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
    ],
    autoMode: true,
    volumes: [autoModeDisk],
    nodes: ({ vcpus }) => {
      const start = Math.ceil(context.assumptions.autoModeVcpus / vcpus);
      return { start, min: 0, max: start };
    },
    unbounded: `the built-in node pools of EKS Auto Mode (${names.join(", ")}) have no limits`,
  });
}

/** Nodes of a type that fit into limits. */
function mostNodes(limits: { readonly [key: string]: Value }, { vcpus, memoryGiB, gpus }: InstanceType): number {
  const bounds = [
    divided(quantity(limits.cpu), vcpus),
    divided(gibibytes(limits.memory), memoryGiB),
    divided(quantity(limits["nvidia.com/gpu"]), gpus),
    quantity(limits.nodes),
  ];
  return Math.min(...bounds.filter((bound) => bound !== undefined));
}

function divided(limit: number | undefined, each: number): number | undefined {
  return limit === undefined || each === 0 ? undefined : Math.floor(limit / each);
}

function poolCharges(resource: CostedResource, context: CostContext, pool: Pool): Charge[] {
  const table = context.table(resource);
  const choice = table && chooseType(pool.requirements, table);
  if (!table || !choice) {
    const where = context.regionOf(resource) ?? "an unknown region";
    return [unknownCharge(resource, pool.name, table ? `no known type in ${where} meets its requirements` : `no price list of ${where}`)];
  }
  const { type } = choice;
  const nodes = pool.nodes(type);
  if (runsWindows(pool.requirements)) return [windowsNodes(resource, pool.name)];
  const capacity = capacityOf(pool.requirements);
  if (capacity === "reserved") return [unknownCharge(resource, pool.name, "reserved capacity is paid for by its reservation")];
  const unbounded = pool.unbounded === undefined ? {} : { unbounded: pool.unbounded };
  const instances = { ...instanceCharge(resource, table, pool.name, choice, capacity, nodes), ...unbounded };
  const fee = byHour(
    resource,
    `${pool.name}, ${type.name}, fee of EKS Auto Mode`,
    "instance",
    chosen(choice, autoModeFee(table, type.name)),
    nodes,
  );
  return [
    instances,
    ...(pool.autoMode ? [fee] : []),
    ...(pool.monitoring ? [monitoringCharge(resource, context, `${pool.name}, detailed monitoring`, nodes)] : []),
    ...pool.volumes.flatMap((volume) => volumeCharges(resource, context, `${pool.name}, node volumes`, volume, nodes)),
  ];
}

/** Where a pool admits several types, the price of the one that stands for them is an estimate. */
function chosen({ only }: Choice, price: Price): Price {
  return "missing" in price || only ? price : { ...price, confidence: "estimate" };
}

function instanceCharge(
  resource: CostedResource,
  table: RegionTable,
  pool: string,
  choice: Choice,
  capacity: "spot" | "on-demand",
  nodes: Quantity,
): Charge {
  const { name } = choice.type;
  const onDemand = chosen(choice, instancePrice(table, name));
  const saving = spotSaving(table, name);
  if (capacity === "on-demand" || "missing" in onDemand)
    return byHour(resource, `${pool}, ${name}, on-demand`, "instance", onDemand, nodes);
  if (saving === undefined)
    return byHour(
      resource,
      `${pool}, ${name}, spot, no typical saving known: on-demand price`,
      "instance",
      { ...onDemand, confidence: "estimate" },
      nodes,
    );
  const spot = onDemand.value * (1 - saving);
  const price: Price = { value: spot, confidence: "estimate" };
  return { ...byHour(resource, `${pool}, ${name}, spot, typical price`, "instance", price, nodes), lowest: spot, highest: onDemand.value };
}

function runsWindows(requirements: readonly Requirement[]): boolean {
  return requirements.some(({ key, operator, values }) => key === "kubernetes.io/os" && operator === "In" && values.includes("windows"));
}

/** How a pool buys its capacity: reserved before spot before on-demand, as Karpenter does; on-demand unless it says otherwise. */
function capacityOf(requirements: readonly Requirement[]): "reserved" | "spot" | "on-demand" {
  const admitted = requirements.find(({ key }) => key === "karpenter.sh/capacity-type");
  const isAdmitted = (type: string) => {
    if (!admitted) return type === "on-demand";
    return admitted.operator === "NotIn" ? !admitted.values.includes(type) : admitted.values.includes(type);
  };
  if (isAdmitted("spot")) return "spot";
  return isAdmitted("on-demand") ? "on-demand" : "reserved";
}

function nodeClassSpec(context: CostContext, name: string | undefined, autoMode: boolean) {
  const type = autoMode ? "kubernetes:eks.amazonaws.com:NodeClass" : "kubernetes:karpenter.k8s.aws:EC2NodeClass";
  const found = context.ofType(type).find(({ inputs }) => text(record(inputs.metadata).name) === name);
  return record(found?.inputs.spec);
}

/** Volumes of the nodes of a NodeClass. */
function volumesOfClass(context: CostContext, spec: Readonly<Record<string, Value>>, autoMode: boolean): readonly Volume[] {
  if (autoMode) {
    const { size, iops, throughput } = record(spec.ephemeralStorage);
    return [volumeOf({ size: gibibytes(size) ?? autoModeDisk.sizeGiB, iops, throughput }, context.assumptions)];
  }
  const mapped = list(spec.blockDeviceMappings).map((each) => {
    const { volumeSize, ...ebs } = record(record(each).ebs);
    return volumeOf({ ...ebs, size: gibibytes(volumeSize) }, context.assumptions);
  });
  return mapped.length > 0 ? mapped : [volumeOf({}, context.assumptions)];
}
