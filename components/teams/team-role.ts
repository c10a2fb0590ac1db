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
  /** ARNs of those who may assume the role. */
  readonly members: readonly pulumi.Input<string>[];
}

/**
 * The role that a team's members assume, with its way into the cluster; nothing is made where the team has a role already.
 * @returns its ARN, usable when it can log in
 */
export function teamRole(name: string, args: TeamRoleArgs, opts: pulumi.CustomResourceOptions): pulumi.Output<string> {
  const { context, cluster, team, settings, members } = args;
  if (settings.role !== undefined) return pulumi.output(settings.role);
  const tags = teamTags(team, settings);
  const role = new Role(
    name,
    {
      context,
      description: `Team ${team} in EKS cluster ${context.clusterName}`,
      trust: teamTrust(team, members, settings.sessionTags),
      statements: eksStatements(settings.kind, { context, clusterArn: cluster.arn }),
      tags,
    },
    opts,
  );
  const [entry] = mergePermissions([{ principal: name, ...permissionOf(team, settings) }]);
  const access = accessEntry(
    `${name}-access`,
    { context, clusterName: cluster.clusterName, principalArn: role.arn, ...entry!, tags },
    opts,
  );
  return outputAfter(role.arn, access);
}

/** Tags of a team's AWS resources, beside the stack's. */
export function teamTags(team: string, { costAllocation }: Pick<TeamSettings, "costAllocation">): Record<string, string> {
  return { ...costAllocation, [teamKey]: team };
}
