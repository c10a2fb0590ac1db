import { ec2Principals } from "../reference/aws-names";
import { nodePolicies } from "../reference/node-policies";
import { managedPolicyArn } from "../reference/partition";
import { sessionManagerPolicy } from "../reference/session-manager";
import type { Context } from "../util/context";
import { serviceTrust } from "./policy";
import type { RoleArgs } from "./role";

export interface NodeRoleOptions {
  /** Whether Session Manager reaches the nodes. */
  readonly ssm: boolean;
  /** ARNs of further managed policies. */
  readonly policies?: readonly string[];
}

/**
 * The role of a kind of nodes: one per pool and one for Karpenter, since each has policies of its own and EKS allows one kind of access entry per role.
 * @param which begins the description, such as `Nodes of pool general`
 */
export function nodeRole(context: Context, which: string, { ssm, policies = [] }: NodeRoleOptions): RoleArgs {
  const own = ssm ? [...nodePolicies, sessionManagerPolicy] : nodePolicies;
  const arns = [...own.map((policy) => managedPolicyArn(context.partition, policy)), ...policies];
  return {
    context,
    description: `${which} in EKS cluster ${context.clusterName}`,
    trust: serviceTrust(ec2Principals[context.partition]),
    managedPolicyArns: [...new Set(arns)],
  };
}
