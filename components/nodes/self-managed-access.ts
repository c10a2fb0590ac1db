import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NodeRole } from "../iam/node-role";
import type { Context } from "../util/context";
import { outputAfter } from "../util/output-after";

export interface SelfManagedAccessArgs {
  readonly context: Context;
  readonly clusterName: pulumi.Input<string>;
  readonly role: NodeRole;
  /** Whether the instances run Windows. */
  readonly windows: boolean;
}

/** Allows instances with a role to join the cluster. EKS does this itself for managed groups, and rejects a second entry for the same role. */
export class SelfManagedAccess extends pulumi.ComponentResource {
  /** Resolves when instances with this profile may join. */
  readonly instanceProfileArn: pulumi.Output<string>;

  constructor(name: string, { context, clusterName, role, windows }: SelfManagedAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:SelfManagedAccess", name, {}, opts);
    const profile = new aws.iam.InstanceProfile(
      `${name}-profile`,
      { role: role.roleName, path: context.iam.path, tags: context.tags },
      { parent: this },
    );
    const entry = new aws.eks.AccessEntry(
      name,
      { clusterName, principalArn: role.arn, type: windows ? "EC2_WINDOWS" : "EC2_LINUX", tags: context.tags },
      { parent: this },
    );

    this.instanceProfileArn = outputAfter(profile.arn, [entry]);
    this.registerOutputs({ instanceProfileArn: this.instanceProfileArn });
  }
}
