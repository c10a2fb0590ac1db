import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import { mergePermissions } from "../iam/access-entries";
import { accessEntry } from "../iam/access-entry";
import { Role } from "../iam/role";
import type { TeamSettings } from "../settings/types";
import type { Context } from "../util/context";
import { outputAfter } from "../util/output-after";
import { permissionOf } from "./member-permissions";
import { teamKey } from "./names";
import { eksStatements, teamTrust } from "./policies";

export interface TeamRoleArgs {
  readonly context: Context;
  readonly cluster: Pick<ClusterHandle, "arn" | "clusterName">;
  /** Name of the team. */
  readonly team: string;
  readonly settings: TeamSettings;
  /** ARNs of the principals that may assume the role. */
  readonly members: readonly pulumi.Input<string>[];
  /** Whether the access entry of the team's own role (`settings.role`) is created here. Default: false, the cluster creates it. */
  readonly grantsRole?: boolean;
}

/**
 * The role that a team's members assume, with its access entry; no role is created if the team has one already.
 * @returns its ARN, usable when it can log in
 */
export function teamRole(name: string, args: TeamRoleArgs, opts: pulumi.CustomResourceOptions): pulumi.Output<string> {
  const { context, cluster, team, settings, members, grantsRole = false } = args;
  const tags = teamTags(team, settings);
  const [entry] = mergePermissions([{ principal: name, ...permissionOf(team, settings) }]);
  const access = (principalArn: pulumi.Input<string>) =>
    accessEntry(`${name}-access`, { context, clusterName: cluster.clusterName, principalArn, ...entry!, tags }, opts);
  if (settings.role !== undefined) return outputAfter(pulumi.output(settings.role), grantsRole ? access(settings.role) : []);
  const role = new Role(
    name,
    {
      context,
      description: `Team ${team} in EKS cluster ${context.clusterName}`,
      trust: teamTrust(team, members, settings.sessionTags),
      managedPolicyArns: settings.policies ?? [],
      statements: [...eksStatements(settings.kind, { context, clusterArn: cluster.arn }), ...(settings.statements ?? [])],
      tags,
    },
    opts,
  );
  return outputAfter(role.arn, access(role.arn));
}

/** Tags of a team's AWS resources, in addition to the stack's. */
export function teamTags(team: string, { costAllocation }: Pick<TeamSettings, "costAllocation">): Record<string, string> {
  return { ...costAllocation, [teamKey]: team };
}
