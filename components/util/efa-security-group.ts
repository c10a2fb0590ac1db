import type * as aws from "@pulumi/aws";
import type { Input } from "@pulumi/pulumi";
import type { Context } from "./context";
import { mergeTags } from "./tags";

export interface EfaSecurityGroup {
  readonly context: Pick<Context, "clusterName" | "tags">;
  /** Key of the pool in the settings. */
  readonly pool: string;
  readonly vpcId: Input<string>;
}

/**
 * A security group whose members exchange all traffic: EFA traffic passes only if both rules name the group itself. A rule for all addresses is
 * not enough. Source: EC2 user guide, "Get started with EFA and MPI" (2026).
 */
export function efaSecurityGroupArgs({ context, pool, vpcId }: EfaSecurityGroup): aws.ec2.SecurityGroupArgs {
  const tags = mergeTags(context.tags, { Name: `${context.clusterName}-${pool}-efa` });
  const all = { protocol: "-1", fromPort: 0, toPort: 0, self: true };
  return { vpcId, description: `EFA traffic of pool ${pool} in EKS cluster ${context.clusterName}`, ingress: [all], egress: [all], tags };
}
