import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { roleArnAnnotation } from "../reference/aws-names";
import { managedPolicyArn } from "../reference/partition";
import type { Partition } from "../reference/regions";
import type { ClusterSettings } from "../settings/types";
import type { Context } from "../util/context";
import { mergeTags } from "../util/tags";
import type { PolicyDocument, Statement } from "./policy";
import { irsaTrust, podIdentityTrust, type ServiceAccount } from "./policy-documents";
import { Role } from "./role";

/** How service accounts get AWS permissions: EKS Pod Identity, or IAM roles for service accounts (IRSA). */
export type IdentityMode = ClusterSettings["identity"];

/** Properties of the cluster that a role for pods needs. */
export interface IdentityCluster {
  /** Name of the cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** Id of its AWS account. */
  readonly accountId: pulumi.Input<string>;
  /** ARN of the IAM OIDC provider, for IRSA. */
  readonly oidcProviderArn: pulumi.Input<string>;
  /** Issuer without `https://`. */
  readonly oidcIssuer: pulumi.Input<string>;
}

/** Permissions, and the service accounts that receive them. */
export interface WorkloadPermissions extends ServiceAccount {
  /** AWS managed policies by path, such as `service-role/AmazonEBSCSIDriverPolicy`, or full ARNs of any managed policies. Default: none. */
  readonly managedPolicies?: readonly string[] | undefined;
  /** Statements of an inline policy. Default: none. */
  readonly statements?: readonly Statement[] | undefined;
  /** Additional service accounts whose pods assume the same role. Default: none. */
  readonly sharedWith?: readonly ServiceAccount[] | undefined;
  /** False if something else associates the role with the service account, as an EKS add-on does. Default: true. Ignored with IRSA. */
  readonly association?: boolean | undefined;
  /**
   * ARN of a role, often of another account, whose permissions the pods get: their role assumes it. It must trust their role. Pod Identity alone.
   * Default: none.
   */
  readonly targetRoleArn?: string | undefined;
  /** ARN of an existing role instead of a new one, which has its own permissions and trusts the service account. Default: a new role. */
  readonly roleArn?: string | undefined;
  /** Tags in addition to those of the cluster. Default: none. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Args of `WorkloadRole`. */
export interface WorkloadRoleArgs extends WorkloadPermissions {
  /** Cluster of the pods: a `Cluster` or an `ExistingCluster`, whose tags and role defaults apply to the role. */
  readonly cluster: IdentityCluster & { readonly context: Context };
  /** How the pods assume the role: `podIdentity`, or `irsa`, which pods on Fargate need. Default: `podIdentity`. */
  readonly identity?: IdentityMode | undefined;
}

/** Args within an environment. */
export interface ContextWorkloadRoleArgs extends WorkloadPermissions {
  readonly context: Context;
  readonly cluster: IdentityCluster;
  /** Pods on Fargate have no Pod Identity agent: `irsa`. */
  readonly mode: IdentityMode;
}

/**
 * AWS permissions for the pods of one service account. Hides the difference between Pod Identity and IRSA:
 * the installer of the pods sets `annotations` on the service account and waits for `ready`.
 *
 * @example
 * const statements = [{ Effect: "Allow", Action: "s3:PutObject", Resource: pulumi.interpolate`${bucket.arn}/*` }];
 * const role = new WorkloadRole("uploader", { cluster, namespace: "shop", serviceAccount: "uploader", statements });
 */
export class WorkloadRole extends pulumi.ComponentResource {
  /** Resolves when its policies are attached. */
  readonly roleArn: pulumi.Output<string>;
  /** Annotations of the service account; none with Pod Identity. */
  readonly annotations: Readonly<Record<string, pulumi.Output<string>>>;
  /** External id of the association, which the trust policy of a target role may require; none without a target role. */
  readonly externalId?: pulumi.Output<string>;
  /** Dependency of the pods: with Pod Identity they have no input from the role. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: WorkloadRoleArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: ContextWorkloadRoleArgs, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, given: WorkloadRoleArgs | ContextWorkloadRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    const args = "context" in given ? given : { ...given, context: given.cluster.context, mode: given.identity ?? "podIdentity" };
    const { context, namespace, serviceAccount, mode } = args;
    const inputs = { clusterName: context.clusterName, namespace, serviceAccount, identity: mode };
    super("eks-blueprints:index:WorkloadRole", name, inputs, opts);
    const role = args.roleArn === undefined ? new Role(name, roleArgs(args), { parent: this }) : undefined;
    this.roleArn = role?.arn ?? pulumi.output(args.roleArn!);
    const associations = associates(args) ? this.associate(name, args) : [];

    this.annotations = args.mode === "irsa" ? { [roleArnAnnotation]: this.roleArn } : {};
    this.externalId = args.targetRoleArn === undefined ? undefined : associations[0]?.externalId;
    this.ready = [...(role ? [role] : []), ...associations];
    this.registerOutputs({ roleArn: this.roleArn });
  }

  private associate(name: string, args: ContextWorkloadRoleArgs): aws.eks.PodIdentityAssociation[] {
    const { context, cluster, tags, targetRoleArn } = args;
    const target = targetRoleArn === undefined ? {} : { targetRoleArn };
    return accountsOf(args).map(
      ({ namespace, serviceAccount }, index) =>
        new aws.eks.PodIdentityAssociation(
          index === 0 ? `${name}-association` : `${name}-${namespace}-${serviceAccount}-association`,
          {
            clusterName: cluster.clusterName,
            namespace,
            serviceAccount,
            roleArn: this.roleArn,
            ...target,
            tags: mergeTags(context.tags, tags),
          },
          { parent: this },
        ),
    );
  }
}

function accountsOf({ namespace, serviceAccount, sharedWith = [] }: ContextWorkloadRoleArgs): ServiceAccount[] {
  return [{ namespace, serviceAccount }, ...sharedWith];
}

function associates({ mode, association = true }: ContextWorkloadRoleArgs): boolean {
  return mode === "podIdentity" && association;
}

/** ARNs of managed policies, which add-ons name by their paths. */
export function policyArns(partition: Partition, policies: readonly string[]): readonly string[] {
  return [...new Set(policies.map((policy) => (policy.startsWith("arn:") ? policy : managedPolicyArn(partition, policy))))];
}

function roleArgs(args: ContextWorkloadRoleArgs) {
  const { context, managedPolicies = [], targetRoleArn, tags } = args;
  const statements = targetRoleArn === undefined ? args.statements : [...(args.statements ?? []), assumption(targetRoleArn)];
  const accounts = accountsOf(args).map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`);
  return {
    context,
    description: `Pods of service account ${accounts.join(", ")} in EKS cluster ${context.clusterName}`,
    trust: trust(args),
    managedPolicyArns: policyArns(context.partition, managedPolicies),
    statements,
    tags,
  };
}

/** Source: EKS user guide, target IAM roles of Pod Identity (2026). */
function assumption(targetRoleArn: string): Statement {
  return { Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: targetRoleArn };
}

function trust(args: ContextWorkloadRoleArgs): pulumi.Input<PolicyDocument> {
  const { context, cluster, mode } = args;
  const accounts = accountsOf(args);
  switch (mode) {
    case "podIdentity":
      return pulumi.output(cluster.accountId).apply((accountId) => podIdentityTrust({ ...context, accountId }, accounts));
    case "irsa":
      return pulumi
        .all([cluster.oidcProviderArn, cluster.oidcIssuer])
        .apply(([providerArn, issuer]) => irsaTrust(providerArn, issuer, accounts));
  }
}
