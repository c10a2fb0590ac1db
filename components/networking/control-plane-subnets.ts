import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../util/context";
import { controlPlaneSubnetType, mergeTags } from "../util/tags";
import { ipv6Block } from "./ipv6-block";
import { routedSubnet } from "./subnet";
import type { Vpc } from "./vpc";

export interface ControlPlaneSubnetsArgs {
  readonly context: Context;
  readonly vpc: Vpc;
  /** Zones with a subnet, each with its address range and its position among the zones of the VPC. */
  readonly places: readonly { readonly zone: string; readonly cidrBlock: string; readonly index: number }[];
}

/**
 * A subnet for the control plane's network interfaces in each of its zones, without the tags by which load balancers and Karpenter find subnets.
 * Their routes are those of the private subnets, by which the control plane reaches webhooks under `controlPlaneEgress: customerRouted`.
 */
export function controlPlaneSubnetIds(
  name: string,
  { context, vpc, places }: ControlPlaneSubnetsArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string>[] {
  return places.map(({ zone, cidrBlock, index }) => {
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-control-plane-${zone}`, SubnetType: controlPlaneSubnetType });
    const blocks = { cidrBlock, ...(vpc.ipv6Cidr && { ipv6CidrBlock: ipv6Block(vpc.ipv6Cidr, "controlPlane", index) }) };
    const subnet = { vpcId: vpc.vpcId, availabilityZone: zone, ...blocks, tags };
    return routedSubnet(`${name}-${zone}`, subnet, vpc.privateRouteTableIds[index]!, opts).id;
  });
}
