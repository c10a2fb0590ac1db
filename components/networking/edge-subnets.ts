import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { edgeSubnet } from "../util/address-plan";
import type { Context } from "../util/context";
import { mergeTags } from "../util/tags";
import { routedSubnet } from "./subnet";
import type { Vpc } from "./vpc";

export interface EdgeSubnetsArgs {
  readonly context: Context;
  readonly vpc: Vpc;
  /** Address range of the VPC. */
  readonly cidr: string;
  /** Availability zones of the VPC. */
  readonly zones: readonly string[];
  readonly localZones: readonly string[];
  readonly outposts: Readonly<Record<string, { readonly arn: string; readonly zone: string }>>;
}

/** Subnets outside of the availability zones; each id resolves when the subnet has its routes. */
export interface EdgeSubnets {
  readonly localZoneSubnetIds: Readonly<Record<string, pulumi.Output<string>>>;
  readonly outpostSubnetIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Associations of the route tables: nodes need them until the last one is gone. */
  readonly associations: readonly pulumi.Resource[];
  readonly cidrs: readonly string[];
}

/**
 * A private subnet in each Local Zone and on each Outpost, without the tags by which load balancers and Karpenter find subnets. An Outpost has the routes of its
 * zone, a Local Zone those of the first zone: it is in none.
 */
export function edgeSubnets(
  name: string,
  { context, vpc, cidr, zones, localZones, outposts }: EdgeSubnetsArgs,
  opts: pulumi.CustomResourceOptions,
): EdgeSubnets {
  const associations: pulumi.Resource[] = [];
  const cidrs: string[] = [];
  const add = (key: string, index: number, place: Partial<aws.ec2.SubnetArgs>, cidrBlock: string, type: string) => {
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-${key}`, SubnetType: type });
    const subnet = routedSubnet(`${name}-${key}`, { vpcId: vpc.vpcId, cidrBlock, tags, ...place }, vpc.privateRouteTableIds[index]!, opts);
    associations.push(subnet.association);
    cidrs.push(cidrBlock);
    return subnet.id;
  };
  const inZones = localZones.map((zone, index) => [
    zone,
    add(zone, 0, { availabilityZone: zone }, edgeSubnet(cidr, "localZone", index), "Local Zone"),
  ]);
  const onOutposts = Object.entries(outposts).map(([outpost, { arn, zone }]) => {
    const index = zones.indexOf(zone);
    if (index < 0)
      throw new Error(`network.outposts.${outpost}.zone: expected one of ${zones.join(", ")}, the zones of the VPC, found ${zone}`);
    const place = { availabilityZone: zone, outpostArn: arn };
    return [outpost, add(`outpost-${outpost}`, index, place, edgeSubnet(cidr, "outpost", index), "Outpost")];
  });
  return { localZoneSubnetIds: Object.fromEntries(inZones), outpostSubnetIds: Object.fromEntries(onOutposts), associations, cidrs };
}
