import type { Value } from "../../types";
import { always, byHour, type Charge, unknownCharge, usage } from "../charge";
import type { CostContext, Pricer } from "../context";
import type { CostedResource } from "../resource";
import { list, record, text } from "../values";

const nat = "aws:ec2/natGateway:NatGateway";
const eip = "aws:ec2/eip:Eip";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";

/** Gateways of a type in the same region share the traffic that is assumed. */
function inRegion(
  resource: CostedResource,
  context: CostContext,
  type: string,
  of: (other: CostedResource) => boolean = () => true,
): number {
  const region = context.regionOf(resource);
  return context.ofType(type).filter((other) => of(other) && context.regionOf(other) === region).length;
}

/** Zones of the public subnets of a VPC, in which a regional NAT gateway is active. */
function zonesOf(context: CostContext, vpcId: string | undefined): number {
  const subnets = context.ofType("aws:ec2/subnet:Subnet").filter(({ inputs }) => text(inputs.vpcId) === vpcId);
  return new Set(subnets.map(({ inputs, outputs }) => text(inputs.availabilityZone) ?? text(outputs.availabilityZone))).size;
}

/** A NAT gateway: hours, traffic, and an address of it that another program created. */
export const natGateway: Pricer = (resource, context) => {
  const { inputs } = resource;
  const regional = text(inputs.availabilityMode) === "regional";
  const zones = regional ? Math.max(1, zonesOf(context, text(inputs.vpcId))) : 1;
  const charges: Charge[] = [
    byHour(
      resource,
      regional ? `regional NAT gateway, ${zones} zones` : "NAT gateway",
      "gateway",
      context.price(resource, "nat.hour"),
      always(zones),
    ),
    ...usage(
      resource,
      "traffic through the NAT gateway",
      "GB",
      context.price(resource, "nat.gb"),
      context.assumptions.natGiBPerMonth / inRegion(resource, context, nat),
    ),
  ];
  if (text(inputs.connectivityType) === "private") return charges;
  const byZone = list(inputs.availabilityZoneAddresses).flatMap((zone) => list(record(zone).allocationIds));
  const given = [inputs.allocationId, ...list(inputs.secondaryAllocationIds), ...byZone].flatMap((id) =>
    id === undefined ? [] : [text(id as Value | undefined)],
  );
  const foreign = regional && given.length === 0 ? zones : given.filter((id) => id !== undefined && !context.find(eip, id)).length;
  if (foreign > 0)
    charges.push(
      byHour(resource, "public IPv4 address of the NAT gateway", "address", context.price(resource, "ipv4.hour"), always(foreign)),
    );
  return charges;
};

/** An Elastic IP address, in use or idle. Addresses that the account brought along cost nothing. */
export const elasticIp: Pricer = (resource, context) => {
  const pool = text(resource.inputs.publicIpv4Pool);
  if (pool !== undefined && pool !== "amazon") return [];
  return [byHour(resource, "public IPv4 address", "address", context.price(resource, "ipv4.hour"))];
};

/** An interface endpoint, charged in each zone. Gateway endpoints cost nothing. */
export const vpcEndpoint: Pricer = (resource, context) => {
  const { inputs } = resource;
  const type = text(inputs.vpcEndpointType) ?? "Gateway";
  if (type === "Gateway") return [];
  const service = text(inputs.serviceName)?.replace(/^(cn\.)?com\.amazonaws\.[a-z0-9-]+\./, "") ?? resource.name;
  if (type !== "Interface") return [unknownCharge(resource, `${type} endpoint`, `no price of ${type} endpoints in the tables`)];
  const isInterface = (other: CostedResource) => text(other.inputs.vpcEndpointType) === "Interface";
  const subnets = Math.max(1, list(inputs.subnetIds).length, list(inputs.subnetConfigurations).length);
  return [
    byHour(
      resource,
      `endpoint ${service}, ${subnets} zone${subnets === 1 ? "" : "s"}`,
      "endpoint",
      context.price(resource, "vpce.hour"),
      always(subnets),
    ),
    ...usage(
      resource,
      `traffic through endpoint ${service}`,
      "GB",
      context.price(resource, "vpce.gb"),
      context.assumptions.endpointGiBPerMonth / inRegion(resource, context, endpoint, isInterface),
    ),
  ];
};
