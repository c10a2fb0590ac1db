import * as pulumi from "@pulumi/pulumi";
import { ec2Principals } from "../reference/aws-names";
import { nodePolicies } from "../reference/node-policies";
import { managedPolicyArn } from "../reference/partition";
import { sessionManagerPolicy } from "../reference/session-manager";
import { nameInArn } from "../util/arn";
import type { Context } from "../util/context";
import { imageCacheStatements } from "./image-cache";
import { type Statement, serviceTrust } from "./policy";
import type { Role, RoleArgs } from "./role";

/** The role of nodes, usable as soon as it resolves. */
export type NodeRole = Pick<Role, "arn" | "roleName">;

export interface NodeRoleOptions {
  /** Whether Session Manager can reach the nodes. */
  readonly ssm: boolean;
  /** ARNs of additional managed policies. */
  readonly policies?: readonly string[];
  /** Further statements of an inline policy. */
  readonly statements?: readonly Statement[] | undefined;
}

/**
 * The node role: one per pool and one for Karpenter, since each has its own policies and EKS allows one kind of access entry per role.
 * @param which start of the description, such as `Nodes of pool general`
 */
export function nodeRole(context: Context, which: string, { ssm, policies = [], statements = [] }: NodeRoleOptions): RoleArgs {
  const own = ssm ? [...nodePolicies, sessionManagerPolicy] : nodePolicies;
  const arns = [...own.map((policy) => managedPolicyArn(context.partition, policy)), ...policies];
  return {
    context,
    description: `${which} in EKS cluster ${context.clusterName}`,
    trust: serviceTrust(ec2Principals[context.partition]),
    managedPolicyArns: [...new Set(arns)],
    statements: [...imageCacheStatements(context), ...statements],
  };
}

/** A node role that the stack does not create. */
export function existingNodeRole(arn: string): NodeRole {
  return { arn: pulumi.output(arn), roleName: pulumi.output(nameInArn(arn)) };
}
