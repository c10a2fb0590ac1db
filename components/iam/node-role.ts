import { ec2Principals } from "../reference/aws-names";
import { nodePolicies } from "../reference/node-policies";
import { managedPolicyArn } from "../reference/partition";
import { sessionManagerPolicy } from "../reference/session-manager";
import type { Context } from "../util/context";
import { imageCacheStatements } from "./image-cache";
import { serviceTrust } from "./policy";
import type { RoleArgs } from "./role";

export interface NodeRoleOptions {
  /** Whether Session Manager can reach the nodes. */
  readonly ssm: boolean;
  /** ARNs of additional managed policies. */
  readonly policies?: readonly string[];
}

/**
 * The node role: one per pool and one for Karpenter, since each has its own policies and EKS allows one kind of access entry per role.
 * @param which start of the description, such as `Nodes of pool general`
 */
export function nodeRole(context: Context, which: string, { ssm, policies = [] }: NodeRoleOptions): RoleArgs {
  const own = ssm ? [...nodePolicies, sessionManagerPolicy] : nodePolicies;
  const arns = [...own.map((policy) => managedPolicyArn(context.partition, policy)), ...policies];
  return {
    context,
    description: `${which} in EKS cluster ${context.clusterName}`,
    trust: serviceTrust(ec2Principals[context.partition]),
    managedPolicyArns: [...new Set(arns)],
    statements: imageCacheStatements(context),
  };
}
