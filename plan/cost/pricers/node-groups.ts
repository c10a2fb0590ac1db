import type { Value } from "../../types";
import { type Charge, type Quantity, unknownCharge } from "../charge";
import type { CostContext, Pricer } from "../context";
import type { CostedResource } from "../resource";
import { list, number, record, text, texts } from "../values";
import { configurationOf, templateOf } from "./launch-templates";
import { byCapacityType, diskCharges, type Fleet, fleetCharges, sizes } from "./nodes";
import { type Volume, volumeOf } from "./volumes";

const capacityBlock = "Capacity Blocks are paid for when they are reserved";
const unknownSize = "its size is known only after deployment";

/** What a program that gives neither type nor launch template gets from EKS. */
const defaultInstanceType = "t3.medium";

/** A managed node group of EKS. */
export const managedNodeGroup: Pricer = (resource, context) => {
  const { inputs } = resource;
  const { desiredSize, minSize, maxSize } = record(inputs.scalingConfig);
  const size = sizes(number(desiredSize), number(minSize), number(maxSize));
  if (!size) return [unknownCharge(resource, "nodes", unknownSize)];
  const capacity = text(inputs.capacityType) ?? "ON_DEMAND";
  if (capacity === "CAPACITY_BLOCK") return [unknownCharge(resource, "nodes", capacityBlock)];
  if (text(inputs.amiType)?.startsWith("WINDOWS")) return [windowsNodes(resource)];
  const template = templateOf(resource, "launchTemplate", inputs.launchTemplate, context);
  const given = texts(inputs.instanceTypes);
  const types =
    given.length > 0 ? given : [template?.instanceType ?? (inputs.launchTemplate === undefined ? defaultInstanceType : undefined)];
  const [first] = types;
  if (first === undefined) return [unknownCharge(resource, "nodes", "their instance type is set in a launch template of another program")];
  const named = types.filter((type) => type !== undefined);
  const spot = capacity === "SPOT" || (template?.spot ?? false);
  const own: readonly Volume[] = inputs.launchTemplate === undefined ? [volumeOf({ size: inputs.diskSize }, context.assumptions)] : [];
  const fleet = {
    types: named,
    ...byCapacityType(spot, size),
    volumes: template?.volumes ?? own,
    subnets: texts(inputs.subnetIds),
    ...(template && { template }),
  };
  return [
    ...fleetCharges(resource, context, fleet),
    ...(template || inputs.launchTemplate === undefined ? [] : [foreignVolumes(resource)]),
    ...warmPool(resource, context, fleet, size),
  ];
};

export function windowsNodes(resource: CostedResource, name = "Windows nodes"): Charge {
  return unknownCharge(resource, name, "the tables hold prices of Linux alone");
}

function foreignVolumes(resource: CostedResource): Charge {
  return unknownCharge(resource, "node volumes", "they are set in a launch template of another program");
}

/** An Auto Scaling group, as self-managed nodes have it. */
export const autoScalingGroup: Pricer = (resource, context) => {
  const { inputs } = resource;
  const size = sizes(number(inputs.desiredCapacity), number(inputs.minSize), number(inputs.maxSize));
  if (!size) return [unknownCharge(resource, "nodes", unknownSize)];
  const policy = record(inputs.mixedInstancesPolicy);
  const specification = record(policy.launchTemplate);
  const given = inputs.launchTemplate ?? specification.launchTemplateSpecification;
  const configuration = context.find("aws:ec2/launchConfiguration:LaunchConfiguration", text(inputs.launchConfiguration));
  const property = inputs.launchTemplate === undefined ? "mixedInstancesPolicy" : "launchTemplate";
  const template = configuration ? configurationOf(configuration, context) : templateOf(resource, property, given, context);
  if (template?.capacityBlock) return [unknownCharge(resource, "nodes", capacityBlock)];
  if (template?.windows) return [windowsNodes(resource)];
  const overrides = list(specification.overrides).map(record);
  if (overrides.some(({ instanceRequirements }) => instanceRequirements !== undefined))
    return [unknownCharge(resource, "nodes", "the group chooses instance types by their attributes")];
  const overridden = overrides.flatMap(({ instanceType }) => text(instanceType) ?? []);
  const types = overridden.length > 0 ? overridden : template?.instanceType ? [template.instanceType] : [];
  if (types.length === 0) return [unknownCharge(resource, "nodes", "their instance type is set in a launch template of another program")];
  const instances = distribution(record(policy.instancesDistribution), size, template?.spot ?? false);
  const volumes = template?.volumes ?? [];
  const fleet = { types, ...instances, volumes, subnets: texts(inputs.vpcZoneIdentifiers), ...(template && { template }) };
  return [
    ...fleetCharges(resource, context, fleet),
    ...(template ? [] : [foreignVolumes(resource)]),
    ...warmPool(resource, context, fleet, size),
  ];
};

/** How many instances are on-demand and how many spot, at each size: AWS rounds in favor of on-demand. */
function distribution(given: { readonly [key: string]: Value }, size: Quantity, spotAlone: boolean): Pick<Fleet, "onDemand" | "spot"> {
  const base = number(given.onDemandBaseCapacity) ?? 0;
  const percentage = number(given.onDemandPercentageAboveBaseCapacity) ?? (spotAlone ? 0 : 100);
  const onDemandOf = (total: number) => Math.min(total, Math.min(base, total) + Math.ceil((Math.max(0, total - base) * percentage) / 100));
  const onDemand = { start: onDemandOf(size.start), min: onDemandOf(size.min), max: onDemandOf(size.max) };
  return { onDemand, spot: { start: size.start - onDemand.start, min: size.min - onDemand.min, max: size.max - onDemand.max } };
}

/** Instances that wait in a warm pool: running ones cost as nodes do, stopped and hibernated ones their volumes alone. */
function warmPool(resource: CostedResource, context: CostContext, fleet: Fleet, size: Quantity): Charge[] {
  const given = resource.inputs.warmPool ?? resource.inputs.warmPoolConfig; // of an Auto Scaling group, of a managed node group
  if (given === undefined) return [];
  const pool = record(given);
  const prepared = number(pool.maxGroupPreparedCapacity) ?? size.max;
  const least = number(pool.minSize) ?? 0;
  const waitingAt = (running: number) => Math.max(least, prepared - running, 0);
  const waiting = { start: waitingAt(size.start), min: waitingAt(size.min), max: waitingAt(size.max) };
  const charges =
    text(pool.poolState)?.toLowerCase() === "running"
      ? fleetCharges(resource, context, { ...fleet, ...byCapacityType(false, waiting) })
      : diskCharges(resource, context, fleet, waiting);
  return charges.map((each) => ({ ...each, description: `warm pool: ${each.description}` }));
}
