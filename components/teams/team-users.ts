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
 * The IAM users that teams ask for, each once, in whichever teams it is. Passwords and access keys are made by hand: none passes through here.
 * @returns their ARNs, by name
 */
export function teamUsers(
  name: string,
  { context, cluster, teams }: TeamUsersArgs,
  opts: pulumi.CustomResourceOptions,
): ReadonlyMap<string, pulumi.Output<string>> {
  const { tags, iam } = context;
  const entries = mergePermissions(userPermissions(teams)).map(({ principal: user, ...rights }) => {
    const own = `${name}-user-${user}`;
    // what is made by hand for the user goes with it
    const made = new aws.iam.User(own, { name: user, forceDestroy: true, tags, ...iam }, opts);
    const platform = rights.policies.some(({ policy }) => policy === "clusterAdmin");
    const statements = eksStatements(platform ? "platform" : "application", { context, clusterArn: cluster.arn });
    new aws.iam.UserPolicy(`${own}-policy`, { user: made.name, policy: pulumi.jsonStringify(policyDocument(...statements)) }, opts);
    accessEntry(`${own}-access`, { context, clusterName: cluster.clusterName, principalArn: made.arn, ...rights }, opts);
    return [user, made.arn] as const;
  });
  return new Map(entries);
}
