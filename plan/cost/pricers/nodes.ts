import { byHour, type Charge, type Quantity, times, unknownCharge } from "../charge";
import type { CostContext } from "../context";
import { instancePrice, spotSaving, zoneGroup, zoneTable } from "../instance-prices";
import { estimated, type Price } from "../price";
import type { RegionTable } from "../price-table";
import type { CostedResource } from "../resource";
import { record, text } from "../values";
import { monitoringCharge } from "./detailed-monitoring";
import type { Template } from "./launch-templates";
import { ofOutpost, type Volume, volumeCharges } from "./volumes";

/** Instances of a group by capacity type. */
export interface Fleet {
  /** In the order of preference: on-demand instances are of the first. */
  readonly types: readonly string[];
  readonly onDemand: Quantity;
  readonly spot: Quantity;
  readonly volumes: readonly Volume[];
  /** IDs of the subnets that the instances run in. */
  readonly subnets?: readonly string[];
  /** As of their launch template. */
  readonly template?: Pick<Template, "monitoring" | "publicAddress">;
}

const none: Quantity = { start: 0, min: 0, max: 0 };

/** A group that buys all its capacity one way. */
export function byCapacityType(spot: boolean, sizes: Quantity): Pick<Fleet, "onDemand" | "spot"> {
  return { onDemand: spot ? none : sizes, spot: spot ? sizes : none };
}

/** Charges of instances, their volumes, public addresses and detailed monitoring. */
export function fleetCharges(resource: CostedResource, context: CostContext, fleet: Fleet): Charge[] {
  const { types, onDemand, spot, template } = fleet;
  const place = placeOf(resource, context, fleet);
  const all = { start: onDemand.start + spot.start, min: onDemand.min + spot.min, max: onDemand.max + spot.max };
  const monitoring = template?.monitoring ? [monitoringCharge(resource, context, "detailed monitoring", all)] : [];
  if (place.outpost)
    return [unknownCharge(resource, types.join(", "), ofOutpost), ...diskCharges(resource, context, fleet, all), ...monitoring];
  const regional = context.table(resource);
  const table = regional && (place.zone === undefined ? regional : zoneTable(regional, place.zone));
  if (!table) return [unknownCharge(resource, types.join(", "), `no price list of region ${context.regionOf(resource) ?? "unknown"}`)];
  const isSpotAlone = onDemand.max === 0 && spot.max > 0;
  return [
    ...(isSpotAlone ? [] : [byHour(resource, `${types[0]}, on-demand`, "instance", instancePrice(table, types[0]!), onDemand)]),
    ...(spot.max > 0 ? [spotCharge(resource, table, types, spot)] : []),
    ...diskCharges(resource, context, fleet, all),
    ...(place.publicShare > 0
      ? [byHour(resource, "public IPv4 addresses", "address", context.price(resource, "ipv4.hour"), times(all, place.publicShare))]
      : []),
    ...monitoring,
  ];
}

/** Charges of the volumes of a number of instances. */
export function diskCharges(resource: CostedResource, context: CostContext, fleet: Fleet, count: Quantity): Charge[] {
  const { outpost, zone } = placeOf(resource, context, fleet);
  const unknown = (reason: string) => [unknownCharge(resource, "node volumes", reason)];
  if (outpost) return unknown(ofOutpost);
  if (zone !== undefined) return unknown(`the tables have no price of them for ${zone}`);
  return fleet.volumes.flatMap((volume) => volumeCharges(resource, context, "node volumes", volume, count));
}

interface Place {
  /** The Local or Wavelength Zone of all subnets. */
  readonly zone?: string;
  /** Whether the instances are on an Outpost. */
  readonly outpost: boolean;
  /** Share of the subnets that give instances a public address. */
  readonly publicShare: number;
}

function placeOf(resource: CostedResource, context: CostContext, { subnets = [], template }: Fleet): Place {
  const planned = subnets.flatMap((id) => context.find("aws:ec2/subnet:Subnet", id) ?? []);
  const isPublic = planned.filter(({ inputs }) => inputs.mapPublicIpOnLaunch === true).length;
  const publicShare = template?.publicAddress === undefined ? isPublic / Math.max(1, subnets.length) : Number(template.publicAddress);
  const zones = new Set(
    planned.map(({ inputs, outputs }) => zoneGroup(text(inputs.availabilityZone) ?? text(outputs.availabilityZone) ?? "")),
  );
  const [zone] = zones;
  const onOutposts = planned.filter(({ inputs }) => inputs.outpostArn !== undefined);
  const pool = context.ancestry(resource).find(({ type }) => type === "eks-blueprints:index:NodePool"); // names one in a VPC that exists too
  const outpost = record(pool?.inputs.settings).outpost !== undefined || (subnets.length > 0 && onOutposts.length === subnets.length);
  return { ...(zones.size === 1 && zone !== undefined && { zone }), outpost, publicShare };
}

/**
 * Spot capacity: at the start the mean over the types of their price less the typical saving; at the smallest size the cheapest of these, at the
 * largest the highest on-demand price, which spot prices do not exceed. Without a known saving the on-demand price stands in.
 */
function spotCharge(resource: CostedResource, table: RegionTable, types: readonly string[], spot: Quantity): Charge {
  const offers = types.flatMap((type) => {
    const price = instancePrice(table, type);
    const saving = spotSaving(table, type);
    return "missing" in price ? [] : [{ price: price.value, saving, spot: price.value * (1 - (saving ?? 0)) }];
  });
  const known = offers.some(({ saving }) => saving !== undefined);
  const note = known ? "spot, typical price" : "spot, no typical saving known: on-demand price";
  const price: Price = offers.length > 0 ? estimated(mean(offers.map((each) => each.spot))) : instancePrice(table, types[0]!);
  const charge = byHour(resource, `${types.join(" or ")}, ${note}`, "instance", price, spot);
  if (offers.length === 0) return charge;
  return { ...charge, lowest: Math.min(...offers.map((each) => each.spot)), highest: Math.max(...offers.map((each) => each.price)) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sizes that a group can have; a start size outside of them is moved inside. */
export function sizes(start: number | undefined, min: number | undefined, max: number | undefined): Quantity | undefined {
  if (min === undefined || max === undefined) return undefined;
  return { start: Math.min(Math.max(start ?? min, min), max), min, max };
}
