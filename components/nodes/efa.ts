import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { efaInterfaces } from "../reference/efa";
import type { Context } from "../util/context";
import { mergeTags } from "../util/tags";

export interface EfaSecurityGroupArgs {
  readonly context: Context;
  /** Key of the pool in the settings. */
  readonly pool: string;
  readonly vpcId: pulumi.Input<string>;
}

/**
 * A security group whose members exchange all traffic: EFA traffic passes only if both rules name the group itself. A rule for all addresses is
 * not enough. Its id resolves when the rules exist. Source: EC2 user guide, "Get started with EFA and MPI" (2026).
 */
export function efaSecurityGroup(
  name: string,
  { context, pool, vpcId }: EfaSecurityGroupArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const tags = mergeTags(context.tags, { Name: `${context.clusterName}-${pool}-efa` });
  const all = { protocol: "-1", fromPort: 0, toPort: 0, self: true };
  const description = `EFA traffic of pool ${pool} in EKS cluster ${context.clusterName}`;
  return new aws.ec2.SecurityGroup(name, { vpcId, description, ingress: [all], egress: [all], tags }, { parent }).id;
}

type Interface = aws.types.input.ec2.LaunchTemplateNetworkInterface;

/** EFA interfaces of a launch template. EC2 rejects security groups beside them. */
export function efaNetworkInterfaces(instanceType: string, securityGroups: readonly pulumi.Input<string>[]): Interface[] {
  return efaInterfaces(instanceType)!.map((networkInterface) => ({
    ...networkInterface,
    deleteOnTermination: "true",
    securityGroups: [...securityGroups],
  }));
}
