import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { isolatedSubnet } from "../util/address-plan";
import type { Context } from "../util/context";
import { mapValues } from "../util/map-values";
import { mergeTags } from "../util/tags";
import { routedSubnet } from "./subnet";

export interface IsolatedSubnetsArgs {
  readonly context: Context;
  readonly vpcId: pulumi.Input<string>;
  /** Address range of the VPC. */
  readonly cidr: string;
  /** Zones of the VPC: each gets a subnet of every group. */
  readonly zones: readonly string[];
  /** Names of the groups. Their positions decide on addresses. */
  readonly groups: readonly string[];
}

/**
 * Subnets whose only routes are those within the VPC, such as for databases. They have no tags by which load balancers and Karpenter would find them,
 * and nothing of the stack is in them.
 * @returns ids by group, in the order of the zones; each resolves when the subnet has its route table
 */
export function isolatedSubnetIds(
  name: string,
  { context, vpcId, cidr, zones, groups }: IsolatedSubnetsArgs,
  opts: pulumi.CustomResourceOptions,
): Readonly<Record<string, pulumi.Output<string>[]>> {
  if (groups.length === 0) return {};
  const tagsOf = (which: string) => mergeTags(context.tags, { Name: `${context.clusterName}-${which}`, SubnetType: "Isolated" });
  const routeTable = new aws.ec2.RouteTable(name, { vpcId, tags: tagsOf("isolated") }, opts);
  const subnet = (group: string, position: number, zone: string, slot: number) => {
    const own = `${name}-${group}-${zone}`;
    const cidrBlock = isolatedSubnet(cidr, position, slot);
    const tags = tagsOf(`${group}-${zone}`);
    return routedSubnet(own, { vpcId, availabilityZone: zone, cidrBlock, tags }, routeTable.id, opts).id;
  };
  const positions = Object.fromEntries(groups.map((group, position) => [group, position]));
  return mapValues(positions, (group, position) => zones.map((zone, slot) => subnet(group, position, zone, slot)));
}
