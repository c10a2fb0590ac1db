import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { existingNodeRole, nodeRole } from "../../../iam/node-role";
import { Role } from "../../../iam/role";
import type { Context } from "../../../util/context";
import { outputAfter } from "../../../util/output-after";
import type { NodeIdentity } from "./node-class";

export interface KarpenterNodesArgs {
  readonly context: Context;
  readonly clusterName: pulumi.Input<string>;
  /** Karpenter can reach IAM, and manages instance profiles itself. */
  readonly reachesIam: boolean;
  /** Whether Session Manager can reach the nodes. */
  readonly ssm: boolean;
  /** ARNs of additional managed policies of the role. */
  readonly policies?: readonly string[] | undefined;
  /** Whether the nodes run Windows. */
  readonly windows?: boolean;
  /** Existing role. Default: a new one. */
  readonly roleArn?: string | undefined;
}

/** The role of the nodes that Karpenter starts, and its access entry: of Linux or of Windows nodes, since EKS accepts one entry for a role. */
export class KarpenterNodes extends pulumi.ComponentResource {
  readonly roleArn: pulumi.Output<string>;
  /** Role or instance profile for an EC2NodeClass; resolves when nodes with it may join. */
  readonly identity: NodeIdentity;

  constructor(name: string, args: KarpenterNodesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:KarpenterNodes", name, {}, opts);
    const { context, clusterName, reachesIam, ssm, windows = false, policies = [], roleArn } = args;
    const { tags, iam } = context;
    const role =
      roleArn === undefined
        ? new Role(`${name}-role`, nodeRole(context, windows ? "Windows nodes of Karpenter" : "Nodes of Karpenter", { ssm, policies }), {
            parent: this,
          })
        : existingNodeRole(roleArn);
    const type = windows ? "EC2_WINDOWS" : "EC2_LINUX";
    const entry = new aws.eks.AccessEntry(name, { clusterName, principalArn: role.arn, type, tags }, { parent: this });
    const profile = reachesIam
      ? undefined
      : new aws.iam.InstanceProfile(`${name}-profile`, { role: role.roleName, path: iam.path, tags }, { parent: this });

    this.roleArn = role.arn;
    this.identity = profile ? { instanceProfile: outputAfter(profile.name, [entry]) } : { role: outputAfter(role.roleName, [entry]) };
    this.registerOutputs({ roleArn: this.roleArn });
  }
}
