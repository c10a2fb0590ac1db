// What `awsx.ec2.Vpc` registers (published code: pulumi-awsx 3.9).

import type { Child, Scope } from "../expansion/scope";
import { derive, type Input, type Inputs } from "../expansion/tracked-value";
import { texts } from "../values";
import { layoutArgs, zonesOf } from "./arguments";
import { dnsSettings, endpointsOf, registerEndpoints } from "./endpoints";
import { ipv6Block } from "./ipv6";
import { layOut, layoutOutput } from "./layout";
import type { LayoutArgs } from "./layout-args";
import { checkNat, type NatStrategy, wantsGateway } from "./nat";
import type { Network } from "./network";
import type { PlacedSubnet, SubnetType } from "./subnet-specs";
import { vpcOutputs } from "./vpc-outputs";

export async function expandVpc(scope: Scope): Promise<Inputs> {
  const zones = zonesOf(scope);
  const nat = scope.args.plain<NatStrategy>("natGateways", "strategy") ?? "OnePerAz";
  const layout = layoutArgs(scope, zones);
  const placed = layOut(layout);
  checkNat(nat, texts(scope.args.get("natGateways", "elasticIpAllocationIds")?.value).length, zones.length, placed);
  const endpoints = endpointsOf(scope);
  const network = await registerVpc(scope, zones, nat, dnsSettings(scope, endpoints));
  for (const [position, zone] of zones.entries()) {
    for (const [index, subnet] of inOrder(placed, zone).entries()) {
      const cidr = cidrOf(scope, network.vpc, layout, placed, subnet);
      await registerSubnet(scope, network, subnet, cidr, position, position + index * zones.length);
    }
  }
  return vpcOutputs(network, await registerEndpoints(scope, network, endpoints), layoutOutput(layout, placed));
}

const vpcArguments = [
  "assignGeneratedIpv6CidrBlock",
  "enableNetworkAddressUsageMetrics",
  "instanceTenancy",
  "ipv4IpamPoolId",
  "ipv4NetmaskLength",
  "ipv6CidrBlock",
  "ipv6CidrBlockNetworkBorderGroup",
  "ipv6IpamPoolId",
  "ipv6NetmaskLength",
  "region",
];

async function registerVpc(scope: Scope, zones: readonly string[], nat: NatStrategy, dns: Inputs): Promise<Network> {
  const { args, name } = scope;
  const tags = derive(args.get("tags"), (own: object | undefined) => ({ Name: name, ...own }));
  const vpc = await scope.add("aws:ec2/vpc:Vpc", name, {
    ...Object.fromEntries(vpcArguments.map((argument) => [argument, args.get(argument)])),
    ...dns,
    cidrBlock: args.get("cidrBlock") ?? (args.has("ipv4IpamPoolId") ? undefined : "10.0.0.0/16"),
    tags,
  });
  const region = args.get("region");
  const gateway = await scope.add(
    "aws:ec2/internetGateway:InternetGateway",
    name,
    { region, vpcId: vpc.id, tags },
    { parent: vpc, dependsOn: [vpc] },
  );
  return { vpc, gateway, tags, region, zones, nat, subnets: [], routeTables: [], associations: [], routes: [], natGateways: [], eips: [] };
}

const ranks: readonly SubnetType[] = ["Public", "Private", "Isolated"];

/** The subnets of a zone: public ones first, because NAT gateways are in them. */
function inOrder(placed: readonly PlacedSubnet[], zone: string): readonly PlacedSubnet[] {
  const here = placed.filter((subnet) => subnet.zone === zone && subnet.spec.type !== "Unused");
  return here.sort((a, b) => ranks.indexOf(a.spec.type) - ranks.indexOf(b.spec.type));
}

function cidrOf({ args }: Scope, vpc: Child, layout: LayoutArgs, placed: readonly PlacedSubnet[], subnet: PlacedSubnet): Input {
  if (args.get("cidrBlock") || !args.has("ipv4IpamPoolId")) return subnet.cidrBlock;
  return derive(vpc.out("cidrBlock"), (cidr: string) => layOut({ ...layout, cidr })[placed.indexOf(subnet)]!.cidrBlock);
}

/** A subnet with its route table, and the NAT gateway and route that belong to it. */
async function registerSubnet(
  scope: Scope,
  network: Network,
  placed: PlacedSubnet,
  cidrBlock: Input,
  zone: number,
  ipv6Index: number,
): Promise<void> {
  const { vpc, region } = network;
  const { spec, resourceName, nameTag } = placed;
  const own = { Name: nameTag, SubnetType: spec.type };
  const ipv6 = derive(
    [spec.assignIpv6AddressOnCreation, scope.args.get("assignGeneratedIpv6CidrBlock")],
    ([a, b]: (boolean | null)[]) => a ?? b ?? false,
  );
  const subnet = await scope.add(
    "aws:ec2/subnet:Subnet",
    resourceName,
    {
      region,
      vpcId: vpc.id,
      availabilityZone: placed.zone,
      mapPublicIpOnLaunch: spec.type === "Public",
      cidrBlock,
      assignIpv6AddressOnCreation: ipv6,
      ipv6CidrBlock: ipv6Block(vpc.out("ipv6CidrBlock"), ipv6, ipv6Index),
      tags: tagged(network.tags, spec.tags, own),
    },
    { parent: vpc, dependsOn: [vpc] },
  );
  const routeTable = await scope.add(
    "aws:ec2/routeTable:RouteTable",
    resourceName,
    { region, vpcId: vpc.id, tags: tagged(network.tags, {}, own) },
    { parent: subnet, dependsOn: [subnet] },
  );
  const association = await scope.add(
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    resourceName,
    { region, routeTableId: routeTable.id, subnetId: subnet.id },
    { parent: routeTable, dependsOn: [routeTable] },
  );
  network.subnets.push({ child: subnet, type: spec.type, zone: placed.zone });
  network.routeTables.push(routeTable);
  network.associations.push(association);
  if (spec.type === "Public" && wantsGateway(network.nat, network.natGateways.length, zone))
    await registerNat(scope, network, subnet, zone);
  await registerRoute(scope, network, placed, routeTable, zone);
}

async function registerNat(scope: Scope, network: Network, subnet: Child, zone: number): Promise<void> {
  const name = `${scope.name}-${zone + 1}`;
  const options = { parent: subnet, dependsOn: [subnet] };
  const shared: Inputs = { region: network.region, tags: tagged(scope.args.get("tags"), {}, { Name: name }) };
  const addresses = scope.args.get("natGateways", "elasticIpAllocationIds");
  let allocationId = texts(addresses?.value).length > 0 ? addresses!.get(zone) : undefined;
  if (!allocationId) {
    const eip = await scope.add("aws:ec2/eip:Eip", name, shared, options);
    network.eips.push(eip);
    allocationId = eip.out("allocationId");
  }
  network.natGateways.push(
    await scope.add("aws:ec2/natGateway:NatGateway", name, { ...shared, subnetId: subnet.id, allocationId }, options),
  );
}

/** Public subnets reach the internet directly, private ones through a NAT gateway if there is one, isolated ones not at all. */
async function registerRoute(
  scope: Scope,
  network: Network,
  { spec, resourceName }: PlacedSubnet,
  routeTable: Child,
  zone: number,
): Promise<void> {
  const nat = network.natGateways[network.nat === "Single" ? 0 : zone];
  const target =
    spec.type === "Public" ? { gatewayId: network.gateway.id } : spec.type === "Private" && nat ? { natGatewayId: nat.id } : undefined;
  if (!target) return;
  const inputs = { region: network.region, routeTableId: routeTable.id, ...target, destinationCidrBlock: "0.0.0.0/0" };
  network.routes.push(await scope.add("aws:ec2/route:Route", resourceName, inputs, { parent: routeTable, dependsOn: [routeTable] }));
}

/** Tags of the user, then of the subnet's spec, under those of the component itself. */
function tagged(shared: Input, further: Input, own: Readonly<Record<string, string>>): Input {
  return derive([shared, further], ([a, b]: (object | null)[]) => ({ ...a, ...b, ...own }));
}
