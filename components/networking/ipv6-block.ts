import * as pulumi from "@pulumi/pulumi";
import { type SubnetKind, subnetIpv6Block } from "../util/ipv6";

/**
 * The IPv6 block of a subnet in a VPC; undefined under simple mocks in users' tests, which return no outputs.
 * @param vpcBlock of the VPC, once it has one
 */
export function ipv6Block(vpcBlock: pulumi.Input<string>, kind: SubnetKind, zone: number): pulumi.Output<string> {
  return pulumi.output(vpcBlock).apply((whole: string | undefined) => (whole ? subnetIpv6Block(whole, kind, zone) : (whole as string)));
}
