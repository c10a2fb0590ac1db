import { AsyncResource } from "node:async_hooks";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { SubnetKind } from "../util/ipv6";
import { ipv6Block } from "./ipv6-block";

/**
 * Gives the subnets of an `awsx.ec2.Vpc` IPv6 blocks. Its own would follow the number of zones, so that a zone added later would move them.
 * @param vpc its name, which those of its subnets begin with
 */
export function ipv6Subnets(vpc: string, opts: pulumi.InvokeOptions): pulumi.ResourceTransform {
  // The engine calls back outside of the program's asynchronous context, without which the SDK cannot look anything up.
  return AsyncResource.bind(({ type, name, props, opts: own }: pulumi.ResourceTransformArgs) => {
    if (type !== "aws:ec2/subnet:Subnet") return undefined;
    const [, kind, position] = new RegExp(`^${vpc}-(private|public)-(\\d+)$`).exec(name) ?? [];
    if (kind === undefined) return undefined;
    const { ipv6CidrBlock: vpcBlock } = aws.ec2.getVpcOutput({ id: props.vpcId }, opts);
    const ipv6CidrBlock = ipv6Block(vpcBlock, kind as SubnetKind, Number(position) - 1);
    return { props: { ...props, assignIpv6AddressOnCreation: true, ipv6CidrBlock }, opts: own };
  });
}
