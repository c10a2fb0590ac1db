// Answers of data sources about networks: known values for those created before, plausible values for all others.

import { isRecord } from "../../../components/util/is-record";
import type { Value, Values } from "../../types";
import { isList } from "../../types";
import type { StateStore } from "../state-store";
import { hex, number, text, texts } from "../values";
import { account, arn, ec2Id, type Place, zoneIds, zoneNames } from "./place";

/** A question with the known resources. */
export interface Question {
  readonly args: Values;
  readonly place: Place;
  /** Resources created before. */
  readonly known: StateStore;
}

/** Answers of one data source. */
export type Source = (question: Question) => Readonly<Record<string, Value | undefined>>;

/**
 * Existing networks are recognized by their IDs: a generated VPC shares its digits with its subnets, and the last digit of a subnet
 * determines its zone. IDs that users invent, such as `subnet-b`, are assigned to zones by their last letter.
 */
function zoneIndex(subnetId: string, zones: number): number {
  return subnetId.charCodeAt(subnetId.length - 1) % zones;
}

export function subnetsOf(vpcId: string, zones: number): readonly string[] {
  const stem = vpcId.replace(/^vpc-/, "").slice(0, 16).padEnd(16, "0");
  return Array.from({ length: Math.min(3, zones) }, (_, index) => `subnet-${stem}${index}`);
}

function vpcOf(subnetId: string): string {
  return /^subnet-0[0-9a-f]{16}$/.test(subnetId) ? `vpc-${subnetId.slice(7, -1)}0` : `vpc-${"0".repeat(16)}1`;
}

export const subnet: Source = ({ args, place, known }) => {
  const id = text(args.id) ?? filterValues(args, "subnet-id")[0] ?? subnetsOf(text(args.vpcId) ?? `vpc-${hex("vpc", 17)}`, 1)[0]!;
  const created = known.find("aws:ec2/subnet:Subnet", id);
  const zones = zoneNames(place.region);
  const index = zoneIndex(id, zones.length);
  return {
    id,
    vpcId: vpcOf(id),
    availabilityZone: zones[index],
    availabilityZoneId: zoneIds(place.region)[index],
    cidrBlock: `10.${number(vpcOf(id), 200)}.${16 * index}.0/20`,
    ipv6CidrBlock: `2001:db8:${hex(vpcOf(id), 4)}:${index}::/64`,
    assignIpv6AddressOnCreation: true,
    arn: arn(place, "ec2", `subnet/${id}`),
    ownerId: account,
    state: "available",
    ...created,
  };
};

export const subnets: Source = ({ args, place, known }) => {
  const named = filterValues(args, "subnet-id");
  const vpcId = filterValues(args, "vpc-id")[0];
  const here = known.all("aws:ec2/subnet:Subnet").flatMap(({ id, outputs }) => (outputs.vpcId === vpcId ? String(id) : []));
  const all = named.length > 0 ? named : here.length > 0 ? here : subnetsOf(vpcId ?? "vpc-0", zoneNames(place.region).length);
  const wanted = filterValues(args, "availability-zone");
  const zoneOf = (id: string) => subnet({ args: { id }, place, known }).availabilityZone as string;
  return { ids: wanted.length === 0 ? [...all] : all.filter((id) => wanted.includes(zoneOf(id))) };
};

export const vpc: Source = ({ args, place, known }) => {
  const id = text(args.id) ?? filterValues(args, "vpc-id")[0] ?? `vpc-0${hex(`default ${place.region}`, 15)}0`;
  return {
    id,
    arn: arn(place, "ec2", `vpc/${id}`),
    ownerId: account,
    cidrBlock: args.default === true ? "172.31.0.0/16" : `10.${number(id, 200)}.0.0/16`,
    enableDnsHostnames: true,
    enableDnsSupport: true,
    mainRouteTableId: ec2Id("rtb", id),
    ...known.find("aws:ec2/vpc:Vpc", id),
  };
};

/** The properties of a route in an answer, empty except destination and target. */
const routeProperties = [
  "carrierGatewayId",
  "coreNetworkArn",
  "destinationPrefixListId",
  "egressOnlyGatewayId",
  "gatewayId",
  "instanceId",
  "localGatewayId",
  "natGatewayId",
  "networkInterfaceId",
  "odbNetworkArn",
  "transitGatewayId",
  "vpcEndpointId",
  "vpcPeeringConnectionId",
];

/** For a subnet that was created before: its route table with all routes. For any other: a table without routes. */
export const routeTable: Source = ({ args, place, known }) => {
  const subnetId = text(args.subnetId);
  const of = (type: string) => known.all(type).map(({ outputs }) => outputs);
  const association = of("aws:ec2/routeTableAssociation:RouteTableAssociation").find((found) => found.subnetId === subnetId);
  const id = text(args.routeTableId) ?? text(association?.routeTableId) ?? ec2Id("rtb", subnetId ?? "main");
  const routes = of("aws:ec2/route:Route").filter((route) => route.routeTableId === id);
  return {
    id,
    routeTableId: id,
    arn: arn(place, "ec2", `route-table/${id}`),
    ownerId: account,
    routes: routes.map((route) => ({
      ...Object.fromEntries(routeProperties.map((property) => [property, route[property] ?? ""])),
      cidrBlock: route.destinationCidrBlock ?? "",
      ipv6CidrBlock: route.destinationIpv6CidrBlock ?? "",
    })),
  };
};

/** Names of all zones that need no opt-in, or all zones if the filters match none of them. */
export const availabilityZones: Source = ({ args, place }) => {
  const [names, ids] = [zoneNames(place.region), zoneIds(place.region)];
  const excluded = (index: number) => texts(args.excludeNames).includes(names[index]!) || texts(args.excludeZoneIds).includes(ids[index]!);
  const wanted = (index: number) =>
    (filterValues(args, "zone-name").length === 0 || filterValues(args, "zone-name").includes(names[index]!)) &&
    (filterValues(args, "zone-id").length === 0 || filterValues(args, "zone-id").includes(ids[index]!)) &&
    (filterValues(args, "opt-in-status").length === 0 || filterValues(args, "opt-in-status").includes("opt-in-not-required")) &&
    (filterValues(args, "zone-type").length === 0 || filterValues(args, "zone-type").includes("availability-zone"));
  const kept = names.map((_, index) => index).filter((index) => !excluded(index) && wanted(index));
  return {
    id: place.region,
    names: kept.map((index) => names[index]!),
    zoneIds: kept.map((index) => ids[index]!),
    groupNames: [place.region],
  };
};

/** Values of the filters of a question. */
export function filterValues(args: Values, name: string): readonly string[] {
  const filters = isList(args.filters) ? args.filters : [];
  return filters.flatMap((filter) => (isRecord(filter) && filter.name === name ? texts(filter.values) : []));
}
