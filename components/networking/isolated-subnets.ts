import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { isolatedSubnet } from "../util/address-plan";
import type { Context } from "../util/context";
import { mapValues } from "../util/map-values";
import { outputAfter } from "../util/output-after";
import { mergeTags } from "../util/tags";
import type { Vpc } from "./vpc";

export interface IsolatedSubnetsArgs {
  readonly context: Context;
  readonly vpc: Pick<Vpc, "vpcId">;
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
  { context, vpc: { vpcId }, cidr, zones, groups }: IsolatedSubnetsArgs,
  opts: pulumi.CustomResourceOptions,
): Readonly<Record<string, pulumi.Output<string>[]>> {
  if (groups.length === 0) return {};
  const tagsOf = (which: string) => mergeTags(context.tags, { Name: `${context.clusterName}-${which}`, SubnetType: "Isolated" });
  const routeTable = new aws.ec2.RouteTable(name, { vpcId, tags: tagsOf("isolated") }, opts);
  const subnet = (group: string, position: number, zone: string, slot: number) => {
    const own = `${name}-${group}-${zone}`;
    const cidrBlock = isolatedSubnet(cidr, position, slot);
    const { id } = new aws.ec2.Subnet(own, { vpcId, availabilityZone: zone, cidrBlock, tags: tagsOf(`${group}-${zone}`) }, opts);
    return outputAfter(id, [new aws.ec2.RouteTableAssociation(own, { subnetId: id, routeTableId: routeTable.id }, opts)]);
  };
  const positions = Object.fromEntries(groups.map((group, position) => [group, position]));
  return mapValues(positions, (group, position) => zones.map((zone, slot) => subnet(group, position, zone, slot)));
}
