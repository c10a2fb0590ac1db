import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { imageCacheStatements } from "../iam/image-cache";
import { policyDocument } from "../iam/policy";
import type { ClusterSettings } from "../settings/types";
import { nameInArn } from "../util/arn";
import { autoModePoolsOf, hasBuiltInNodePools } from "../util/capacity-profile";
import type { Context } from "../util/context";
import { mapValues } from "../util/map-values";
import { outputAfter } from "../util/output-after";
import { AutoModeNodes } from "./auto-mode-nodes";
import { autoModeStatements } from "./auto-mode-permissions";

export interface AutoModeRolesArgs {
  readonly context: Context;
  readonly settings: Pick<ClusterSettings, "autoMode" | "roleArn">;
  readonly clusterName: pulumi.Input<string>;
  readonly cluster: aws.eks.Cluster | pulumi.Output<aws.eks.Cluster>;
}

/** A node role; resolves when nodes with it may join. */
export interface AutoModeRole {
  /** ARN of the role. */
  readonly arn: pulumi.Output<string>;
  /** Name of the role, which a NodeClass takes. */
  readonly name: pulumi.Output<string>;
}

export interface AutoModeRoles {
  /** Of the built-in node pools, else of those that the user creates. */
  readonly nodes: AutoModeRole;
  /** Of the stack's own node pools, by name. */
  readonly pools: Readonly<Record<string, AutoModeRole>>;
}

/** Roles of the nodes of Auto Mode. EKS creates an access entry only for the one that it gets with built-in node pools. */
export function autoModeRoles(name: string, args: AutoModeRolesArgs, opts: { readonly parent: pulumi.Resource }): AutoModeRoles {
  const { context, settings, clusterName, cluster } = args;
  const pools = autoModePoolsOf(settings.autoMode);
  const builtIn = hasBuiltInNodePools(settings.autoMode);
  const create = (resource: string, roleArn?: string): AutoModeRole => {
    const nodes = new AutoModeNodes(resource, { context, clusterName, roleArn }, opts);
    return { arn: nodes.roleArn, name: nodes.roleName };
  };
  const needsOwn = !builtIn || Object.values(pools).some(({ roleArn }) => roleArn === undefined);
  const own = needsOwn ? create(`${name}-auto-mode-nodes`) : undefined;
  const allowed = allow(`${name}-auto-mode-pools`, args, opts);
  const after = ({ arn, name: roleName }: AutoModeRole): AutoModeRole => ({
    arn: outputAfter(arn, allowed),
    name: outputAfter(roleName, allowed),
  });
  const ofEks = cluster.computeConfig.nodeRoleArn as pulumi.Output<string>;
  return {
    nodes: builtIn ? withImageCache(`${name}-auto-mode-built-in`, { arn: ofEks, name: ofEks.apply(nameInArn) }, context, opts) : own!,
    pools: mapValues(pools, (pool, { roleArn }) =>
      after(roleArn === undefined ? own! : create(`${name}-auto-mode-nodes-${pool}`, roleArn)),
    ),
  };
}

/** The role of the built-in node pools comes with the cluster, without the permissions to fill a cache of images. */
function withImageCache(name: string, role: AutoModeRole, context: Context, opts: { readonly parent: pulumi.Resource }): AutoModeRole {
  const statements = imageCacheStatements(context);
  if (statements.length > 0)
    new aws.iam.RolePolicy(name, { role: role.name, policy: pulumi.jsonStringify(policyDocument(...statements)) }, opts);
  return role;
}

/** Permissions of the control plane's role for the stack's own pools; none on a role that exists. */
function allow(
  name: string,
  { context, settings, cluster }: AutoModeRolesArgs,
  opts: { readonly parent: pulumi.Resource },
): pulumi.Resource[] {
  const statements = autoModeStatements(context, autoModePoolsOf(settings.autoMode));
  if (statements.length === 0 || settings.roleArn !== undefined) return [];
  const policy = pulumi.jsonStringify(policyDocument(...statements));
  return [new aws.iam.RolePolicy(name, { role: (cluster.roleArn as pulumi.Output<string>).apply(nameInArn), policy }, opts)];
}
