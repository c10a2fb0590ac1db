import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { logWritingStatement } from "../iam/cloudwatch-logs";
import { imageCacheStatements } from "../iam/image-cache";
import { type PolicyDocument, serviceTrust } from "../iam/policy";
import { Role } from "../iam/role";
import { fargatePodsPrincipal } from "../reference/aws-names";
import { managedPolicyArn } from "../reference/partition";
import type { Context } from "../util/context";
import { fargateLogGroup } from "../util/fargate-logs";
import { reportFindings } from "../util/report-finding";
import { recordedSettings } from "../util/section-secrets";
import { subnetIdList } from "../util/subnet-ids";
import { mergeTags } from "../util/tags";
import { type FargateProfileArgs, type ValidatedFargateProfileArgs, validFargateProfileArgs } from "./fargate-profile-args";

/**
 * A Fargate profile and its pod execution role.
 * EKS creates one profile of a cluster at a time; the provider queues them.
 */
export class FargateProfile extends pulumi.ComponentResource {
  /** Role with which Fargate starts the pods. */
  readonly podExecutionRoleArn: pulumi.Output<string>;

  /** @param opts `dependsOn`: resources that must exist before the first pod, such as NAT routes; applies only to the profile */
  constructor(name: string, args: FargateProfileArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: ValidatedFargateProfileArgs, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, given: FargateProfileArgs | ValidatedFargateProfileArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const args = withOwnTags("settings" in given ? given : validFargateProfileArgs(name, `FargateProfile("${name}")`, given));
    const { context, profile: key, settings } = args;
    const inputs = { clusterName: context.clusterName, profile: key, settings: recordedSettings(context, ["fargate"], settings) };
    super("eks-blueprints:index:FargateProfile", name, inputs, { ...opts, dependsOn: [] });
    reportFindings(args.findings ?? [], this);
    this.podExecutionRoleArn = settings.roleArn === undefined ? this.newRole(name, args) : pulumi.output(settings.roleArn);
    new aws.eks.FargateProfile(name, profile(args, this.podExecutionRoleArn), { parent: this, dependsOn: opts.dependsOn });

    this.registerOutputs({ podExecutionRoleArn: this.podExecutionRoleArn });
  }

  private newRole(name: string, args: ValidatedFargateProfileArgs): pulumi.Output<string> {
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    return new Role(`${name}-role`, podExecutionRole(args, accountId), { parent: this }).arn;
  }
}

/** The profile's own tags override those of the stack. */
function withOwnTags(args: ValidatedFargateProfileArgs): ValidatedFargateProfileArgs {
  const { context, settings } = args;
  return { ...args, context: { ...context, tags: mergeTags(context.tags, settings.tags) } };
}

function podExecutionRole({ context, profile, settings }: ValidatedFargateProfileArgs, accountId: pulumi.Output<string>) {
  return {
    context,
    description: `Starts the pods of Fargate profile ${profile} in EKS cluster ${context.clusterName}`,
    trust: accountId.apply((account) => podExecutionTrust(context, account)),
    managedPolicyArns: [
      ...new Set([managedPolicyArn(context.partition, "AmazonEKSFargatePodExecutionRolePolicy"), ...(settings.policies ?? [])]),
    ],
    statements: [
      ...(settings.logging ? [logWritingStatement(context, [fargateLogGroup(context.clusterName)])] : []),
      ...imageCacheStatements(context),
      ...(settings.statements ?? []),
    ],
  };
}

/** Only Fargate profiles of this cluster. */
function podExecutionTrust({ partition, region, clusterName }: Context, account: string): PolicyDocument {
  return serviceTrust(fargatePodsPrincipal, {
    ArnLike: { "aws:SourceArn": `arn:${partition}:eks:${region}:${account}:fargateprofile/${clusterName}/*` },
  });
}

function profile(
  { context, clusterName, profile, settings, subnetIds: ids }: ValidatedFargateProfileArgs,
  podExecutionRoleArn: pulumi.Output<string>,
): aws.eks.FargateProfileArgs {
  const selectors = settings.selectors.map(({ namespace, labels }) => ({ namespace, labels: { ...labels } }));
  const subnetIds = subnetIdList(ids);
  const fixed = pulumi.output({ subnetIds, roleArn: podExecutionRoleArn, selectors });
  return {
    clusterName,
    fargateProfileName: fixed.apply((inputs) => profileName(profile, inputs)),
    podExecutionRoleArn,
    subnetIds,
    selectors,
    tags: context.tags,
  };
}

/**
 * Only the tags of a profile can be updated, so its immutable properties are part of the name: a replacement is created before the old profile is deleted.
 * Names that begin with `eks-`, as Pulumi's automatic names would, are reserved by AWS.
 */
function profileName(key: string, { subnetIds, ...rest }: { readonly subnetIds: readonly string[] }): string {
  const fixed = JSON.stringify({ subnets: [...(subnetIds ?? [])].sort(), ...rest });
  return `fargate-${key}-${createHash("sha256").update(fixed).digest("hex").slice(0, 7)}`;
}
