import { naturalOrder } from "../../../components/util/natural-order";
import { type Inventory, record, text } from "../inventory";
import type { DocumentResource } from "../json";
import { type Block, count, type Row, table } from "../layout";
import { unknownText } from "../printable";

/** Each VPC with its address range, subnets by zone, and egress. */
export function network(inventory: Inventory): Block[] {
  return inventory.ofType("aws:ec2/vpc:Vpc").flatMap((vpc) => {
    const own = (type: string) => inventory.ofType(type).filter((resource) => isIn(resource, vpc));
    const subnets = own("aws:ec2/subnet:Subnet");
    const nats = inventory
      .ofType("aws:ec2/natGateway:NatGateway")
      .filter((nat) => isIn(nat, vpc) || subnets.some((subnet) => takes(nat, "subnetId", subnet)));
    const endpoints = own("aws:ec2/vpcEndpoint:VpcEndpoint");
    const ways: Row[] = [
      ...(nats.length > 0 ? [["NAT", natText(nats, subnets)]] : []),
      ...["Gateway", "Interface"].flatMap((kind) => endpointRow(kind, endpoints)),
    ];
    return [...table([["VPC", vpc.name, rangesOf(vpc).join(", ")]]), ...addresses(subnets), ...table(ways, { indent: "    " })];
  });
}

/** The first range of a VPC, and its block of IPv6 addresses. */
export function rangesOf({ inputs }: DocumentResource): string[] {
  return [text(inputs.cidrBlock), inputs.assignGeneratedIpv6CidrBlock === true ? "a block of IPv6 addresses" : ""].filter(Boolean);
}

function addresses(subnets: readonly DocumentResource[]): Block[] {
  const zones = [...new Set(subnets.map(zoneOf))].sort(naturalOrder);
  const kinds = [...new Set(subnets.map(kindOf))].sort(naturalOrder);
  const cell = (zone: string, kind: string) =>
    subnets
      .filter((subnet) => zoneOf(subnet) === zone && kindOf(subnet) === kind)
      .map((subnet) => text(subnet.inputs.cidrBlock) || text(subnet.outputs.cidrBlock))
      .join(", ");
  const rows = zones.map((zone) => [zone, ...kinds.map((kind) => cell(zone, kind))]);
  return table(rows, { indent: "    ", header: ["zone", ...kinds] });
}

function endpointRow(kind: string, endpoints: readonly DocumentResource[]): Row[] {
  const services = endpoints
    .filter(({ inputs }) => (text(inputs.vpcEndpointType) || "Gateway") === kind)
    .map(({ inputs }) => text(inputs.serviceName).replace(/^(cn\.)?com\.amazonaws\.[a-z0-9-]+\./, ""));
  return services.length > 0 ? [[`${kind.toLowerCase()} endpoints`, services.sort(naturalOrder).join(", ")]] : [];
}

export function isRegional({ inputs }: DocumentResource): boolean {
  return inputs.availabilityMode === "regional";
}

function natText(nats: readonly DocumentResource[], subnets: readonly DocumentResource[]): string {
  if (nats.some(isRegional)) return "regional gateway";
  const zones = new Set(nats.flatMap((nat) => subnets.filter((subnet) => takes(nat, "subnetId", subnet)).map(zoneOf)));
  const where = zones.size <= nats.length ? ` in ${[...zones].sort(naturalOrder).join(", ")}` : "";
  return count(nats.length, "gateway") + where;
}

export function zoneOf({ inputs, outputs }: DocumentResource): string {
  return text(inputs.availabilityZone) || text(outputs.availabilityZone) || text(inputs.availabilityZoneId);
}

/** awsx tags the type of a subnet; otherwise subnets that assign public addresses are public. */
export function kindOf({ inputs }: DocumentResource): string {
  return text(record(inputs.tags).SubnetType).toLowerCase() || (inputs.mapPublicIpOnLaunch === true ? "public" : "private");
}

export function isIn(resource: DocumentResource, vpc: DocumentResource): boolean {
  return takes(resource, "vpcId", vpc);
}

/** By id. If ids are unknown, by the dependencies of the property, which may be more. */
export function takes(resource: DocumentResource, property: string, giver: DocumentResource): boolean {
  const id = text(resource.inputs[property]);
  if (id !== unknownText) return id !== "" && id === giver.id;
  return resource.propertyDependencies[property]?.includes(giver.urn) ?? false;
}
