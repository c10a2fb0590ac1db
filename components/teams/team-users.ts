import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import { mergePermissions } from "../iam/access-entries";
import { accessEntry } from "../iam/access-entry";
import { policyDocument } from "../iam/policy";
import type { TeamSettings } from "../settings/types";
import type { Context } from "../util/context";
import { userPermissions } from "./member-permissions";
import { eksStatements } from "./policies";

export interface TeamUsersArgs {
  readonly context: Context;
  readonly cluster: Pick<ClusterHandle, "arn" | "clusterName">;
  readonly teams: Readonly<Record<string, TeamSettings>>;
}

/**
 * The IAM users of `createUsers`, each created once, even if several teams name it. Passwords and access keys are created by hand, outside of Pulumi.
 * @returns their ARNs, by name
 */
export function teamUsers(
  name: string,
  { context, cluster, teams }: TeamUsersArgs,
  opts: pulumi.CustomResourceOptions,
): ReadonlyMap<string, pulumi.Output<string>> {
  const { tags, iam } = context;
  const entries = mergePermissions(userPermissions(teams)).map(({ principal: user, ...permissions }) => {
    const resourceName = `${name}-user-${user}`;
    // forceDestroy: access keys and passwords are created by hand
    const iamUser = new aws.iam.User(resourceName, { name: user, forceDestroy: true, tags, ...iam }, opts);
    const platform = permissions.policies.some(({ policy }) => policy === "clusterAdmin");
    const statements = eksStatements(platform ? "platform" : "application", { context, clusterArn: cluster.arn });
    new aws.iam.UserPolicy(
      `${resourceName}-policy`,
      { user: iamUser.name, policy: pulumi.jsonStringify(policyDocument(...statements)) },
      opts,
    );
    accessEntry(`${resourceName}-access`, { context, clusterName: cluster.clusterName, principalArn: iamUser.arn, ...permissions }, opts);
    return [user, iamUser.arn] as const;
  });
  return new Map(entries);
}
