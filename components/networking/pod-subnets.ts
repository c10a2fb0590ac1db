import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { planPodSubnets } from "../util/address-plan";
import type { Context } from "../util/context";
import { mergeTags } from "../util/tags";
import { routedSubnet } from "./subnet";

export interface PodSubnetsArgs {
  readonly context: Context;
  readonly vpcId: pulumi.Input<string>;
  /** Range of the pods, in addition to that of the VPC. */
  readonly cidr: string;
  /** Zones in order: each gets a subnet and a route table, named by the zone. */
  readonly zones: readonly string[];
}

/**
 * A further range of the VPC, with a subnet and a route table for pods in each zone. The subnets have no tags by which load balancers and Karpenter
 * would find them: only network interfaces of pods are in them.
 */
export class PodSubnets extends pulumi.ComponentResource {
  /** By zone; each resolves when its route table is associated. */
  readonly subnetIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** In the order of the zones. */
  readonly routeTableIds: readonly pulumi.Output<string>[];
  /** Associations of the route tables: pods need them until the last one is gone. */
  readonly associations: readonly pulumi.Resource[];

  constructor(name: string, args: PodSubnetsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:PodSubnets", name, {}, opts);
    const { vpcId, cidr, zones } = args;
    const range = new aws.ec2.VpcIpv4CidrBlockAssociation(name, { vpcId, cidrBlock: cidr }, { parent: this });
    const blocks = planPodSubnets(cidr, zones.length);
    const subnets = zones.map((zone, index) => this.subnet(name, args, { zone, cidrBlock: blocks[index]!, vpcId: range.vpcId }));
    this.subnetIds = Object.fromEntries(zones.map((zone, index) => [zone, subnets[index]!.id]));
    this.routeTableIds = subnets.map(({ routeTable }) => routeTable.id);
    this.associations = subnets.map(({ association }) => association);
    this.registerOutputs({ subnetIds: this.subnetIds });
  }

  private subnet(name: string, { context }: PodSubnetsArgs, place: { zone: string; cidrBlock: string; vpcId: pulumi.Output<string> }) {
    const { zone, cidrBlock, vpcId } = place;
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-pods-${zone}`, SubnetType: "Pods" });
    const opts = { parent: this };
    const routeTable = new aws.ec2.RouteTable(`${name}-${zone}`, { vpcId, tags }, opts);
    return { routeTable, ...routedSubnet(`${name}-${zone}`, { vpcId, availabilityZone: zone, cidrBlock, tags }, routeTable.id, opts) };
  }
}
