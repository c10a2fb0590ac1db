import type * as pulumi from "@pulumi/pulumi";
import { type EndpointName, privateEndpoints } from "../reference/vpc-endpoints";
import { everyEndpoint } from "../util/endpoint-policies";
import { natAllocations, natStrategy } from "../util/nat";
import { Ipv6Routes } from "./ipv6-routes";
import { NatGateways } from "./nat-gateways";
import type { ValidatedNetworkArgs } from "./network-args";
import { PrivateRoutes } from "./private-routes";
import type { Vpc } from "./vpc";
import { VpcEndpoints } from "./vpc-endpoints";

export interface EgressArgs extends Pick<ValidatedNetworkArgs, "context" | "settings" | "zones" | "calledServices"> {
  readonly vpc: Vpc;
  /** Route tables of the subnets of pods, in the order of the zones; none without such subnets. */
  readonly podRouteTableIds: readonly pulumi.Output<string>[];
}

export interface Egress {
  readonly resources: readonly pulumi.Resource[];
  /** Public addresses of NAT gateways, from which nodes reach the internet. */
  readonly natAddresses: readonly pulumi.Output<string>[];
}

/** The ways out of the private subnets and of those of pods: additional routes, NAT gateways, VPC endpoints, IPv6 routes. */
export function createEgress(name: string, args: EgressArgs, parent: pulumi.Resource): Egress {
  const routes = args.settings.routes.length > 0 ? additionalRoutes(name, args, parent) : [];
  const nat = natGateways(name, args, parent);
  const endpoints = vpcEndpoints(name, args, parent);
  return {
    resources: [...routes, ...(nat?.routes ?? []), ...endpoints, ...ipv6Routes(name, args, parent)],
    natAddresses: nat?.addresses ?? [],
  };
}

function additionalRoutes(name: string, { context, settings, zones, vpc, podRouteTableIds }: EgressArgs, parent: pulumi.Resource) {
  const { vpcId, privateSubnetIds, privateRouteTableIds } = vpc;
  const routeTables = [
    ...zones.map((zone, index) => ({ key: zone, id: privateRouteTableIds[index]! })),
    ...podRouteTableIds.map((id, index) => ({ key: `pods-${zones[index]}`, id })),
  ];
  const args = { context, vpcId, routes: settings.routes, privateSubnetIds, routeTables };
  return new PrivateRoutes(`${name}-routes`, args, { parent }).routes;
}

function natGateways(name: string, { context, settings, zones, vpc, podRouteTableIds }: EgressArgs, parent: pulumi.Resource) {
  const strategy = natStrategy(settings);
  if (strategy === "none") return undefined;
  const { vpcId, routing } = vpc;
  const subnets = zones.map((zone, index) => ({
    zone,
    publicSubnetId: vpc.publicSubnetIds[index]!,
    privateRouteTableId: vpc.privateRouteTableIds[index]!,
  }));
  const args = { context, vpcId, strategy, allocationIds: natAllocations(settings, zones), subnets, podRouteTableIds, routing };
  return new NatGateways(`${name}-nat`, args, { parent });
}

function vpcEndpoints(name: string, args: EgressArgs, parent: pulumi.Resource): readonly pulumi.Resource[] {
  const { context, settings, zones, calledServices = [], vpc, podRouteTableIds } = args;
  const { endpointPolicies: policies, cidr, pods } = settings;
  const named = Object.keys(policies).filter((endpoint) => endpoint !== everyEndpoint) as EndpointName[];
  const needed = new Set([...privateEndpoints, ...calledServices, ...named]);
  const endpoints = settings.endpoints === "private" ? [...needed] : (settings.endpoints as readonly EndpointName[]);
  if (endpoints.length === 0) return [];
  const { vpcId, privateSubnetIds, publicRouteTableIds, privateRouteTableIds } = vpc;
  const ofZones = zones.flatMap((_, index) => [...publicRouteTableIds.slice(index, index + 1), privateRouteTableIds[index]!]);
  const routeTableIds = [...ofZones, ...podRouteTableIds];
  const own = { context, vpcId, cidr, podCidr: pods?.cidr, privateSubnetIds: [...privateSubnetIds], routeTableIds, endpoints, policies };
  return new VpcEndpoints(`${name}-endpoints`, own, { parent }).resources;
}

function ipv6Routes(name: string, { context, settings, zones, vpc }: EgressArgs, parent: pulumi.Resource): readonly pulumi.Resource[] {
  if (!vpc.ipv6Cidr) return [];
  return new Ipv6Routes(`${name}-ipv6`, { context, zones, vpc, egress: natStrategy(settings) !== "none" }, { parent }).routes;
}
