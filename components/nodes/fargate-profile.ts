import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type PolicyDocument, serviceTrust } from "../iam/policy";
import { Role } from "../iam/role";
import { fargatePodsPrincipal } from "../reference/aws-names";
import { managedPolicyArn } from "../reference/partition";
import type { FargateProfileSettings } from "../settings/types";
import type { Context } from "../util/context";

export interface FargateProfileArgs {
  readonly context: Context;
  readonly clusterName: pulumi.Input<string>;
  /** Key of the profile in the settings. */
  readonly profile: string;
  readonly settings: FargateProfileSettings;
  /** Private subnets: EKS takes no others. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * Pods that run on Fargate, and the role with which Fargate starts them.
 * EKS makes one profile of a cluster at a time; the provider queues them.
 */
export class FargateProfile extends pulumi.ComponentResource {
  readonly podExecutionRoleArn: pulumi.Output<string>;

  /** @param opts `dependsOn`: what must be there before the first pod, such as the way out; it holds up the profile alone */
  constructor(name: string, args: FargateProfileArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("eks-blueprints:index:FargateProfile", name, {}, { ...opts, dependsOn: [] });
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const role = new Role(`${name}-role`, podExecutionRole(args, accountId), { parent: this });
    new aws.eks.FargateProfile(name, profile(args, role), { parent: this, dependsOn: opts.dependsOn });

    this.podExecutionRoleArn = role.arn;
    this.registerOutputs({ podExecutionRoleArn: this.podExecutionRoleArn });
  }
}

function podExecutionRole({ context, profile }: FargateProfileArgs, accountId: pulumi.Output<string>) {
  return {
    context,
    description: `Starts the pods of Fargate profile ${profile} in EKS cluster ${context.clusterName}`,
    trust: accountId.apply((account) => podExecutionTrust(context, account)),
    managedPolicyArns: [managedPolicyArn(context.partition, "AmazonEKSFargatePodExecutionRolePolicy")],
  };
}

/** Fargate profiles of this cluster alone. */
function podExecutionTrust({ partition, region, clusterName }: Context, account: string): PolicyDocument {
  return serviceTrust(fargatePodsPrincipal, {
    ArnLike: { "aws:SourceArn": `arn:${partition}:eks:${region}:${account}:fargateprofile/${clusterName}/*` },
  });
}

function profile({ context, clusterName, profile, settings, subnetIds }: FargateProfileArgs, role: Role): aws.eks.FargateProfileArgs {
  const selectors = settings.selectors.map(({ namespace, labels }) => ({ namespace, labels: { ...labels } }));
  const fixed = pulumi.output({ subnetIds, roleArn: role.arn, selectors });
  return {
    clusterName,
    fargateProfileName: fixed.apply((inputs) => profileName(profile, inputs)),
    podExecutionRoleArn: role.arn,
    subnetIds,
    selectors,
    tags: context.tags,
  };
}

/**
 * Nothing of a profile but its tags can be changed, so what is fixed is part of the name: a replacement starts before the old profile goes.
 * Names that begin with `eks-`, as automatic ones would, are AWS's own.
 */
function profileName(key: string, { subnetIds, ...rest }: { readonly subnetIds: readonly string[] }): string {
  const fixed = JSON.stringify({ subnets: [...(subnetIds ?? [])].sort(), ...rest });
  return `fargate-${key}-${createHash("sha256").update(fixed).digest("hex").slice(0, 7)}`;
}
