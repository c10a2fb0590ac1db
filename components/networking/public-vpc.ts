import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { awsProviders } from "../util/providers";
import { mergeTags } from "../util/tags";
import { ipv6Subnets } from "./ipv6-transform";
import { discoveryTags, type Vpc, type VpcArgs } from "./vpc";

/** A VPC with an internet gateway, and a private and a public subnet per zone. `awsx.ec2.Vpc` always creates the gateway. */
export function publicVpc(name: string, { context, cidr, zones, plan, ipv6 }: VpcArgs, parent: pulumi.ComponentResource): Vpc {
  const subnetsOfIpv6 = ipv6 ? { assignIpv6AddressOnCreation: false } : {}; // the transform turns it on, with blocks of its own
  const vpc = new awsx.ec2.Vpc(
    name,
    {
      cidrBlock: cidr,
      availabilityZoneNames: [...zones],
      availabilityZoneCidrMask: plan.slotMask,
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Private", cidrMask: plan.privateMask, tags: discoveryTags.private(context.clusterName), ...subnetsOfIpv6 },
        { type: "Public", cidrMask: plan.publicMask, tags: discoveryTags.public, ...subnetsOfIpv6 },
      ],
      natGateways: { strategy: "None" }, // created here: with its own NAT gateways, the VPC's outputs would resolve only after them, and the control plane would wait
      enableDnsHostnames: true,
      enableDnsSupport: true,
      ...(ipv6 && { assignGeneratedIpv6CidrBlock: true }),
      tags: mergeTags(context.tags, { Name: context.clusterName }),
    },
    { parent, providers: awsProviders(parent), ...(ipv6 && { transforms: [ipv6Subnets(name, { parent })] }) },
  );
  // awsx lists the route tables zone by zone, the public one first
  const routeTableIds = (first: 0 | 1) => zones.map((_, index) => vpc.routeTables[2 * index + first]!.id);
  return {
    vpcId: vpc.vpcId,
    ownerId: vpc.vpc.ownerId,
    privateSubnetIds: zones.map((_, index) => vpc.privateSubnetIds[index]!),
    publicSubnetIds: zones.map((_, index) => vpc.publicSubnetIds[index]!),
    publicRouteTableIds: routeTableIds(0),
    privateRouteTableIds: routeTableIds(1),
    internetGatewayId: vpc.internetGateway.id,
    ...(ipv6 && { ipv6Cidr: vpc.vpc.ipv6CidrBlock }),
    routing: routingOf(vpc),
  };
}

/**
 * The routing resources of a VPC. A dependency on a remote component does not include the children that its provider creates:
 * at destroy the routes would be deleted first, while nodes still use them.
 */
function routingOf({ routes, routeTableAssociations }: awsx.ec2.Vpc): Vpc["routing"] {
  // Simple mocks in users' tests return no outputs for a remote component.
  return pulumi
    .all([routes, routeTableAssociations])
    .apply((children) => children.flatMap((resources) => (resources ?? []) as pulumi.Resource[]));
}
