import { updateKubeconfigCommand } from "../cluster/kubeconfig";
import type { Teams } from "../teams/teams";
import type { Context } from "../util/context";
import { mapValues } from "../util/map-values";
import type { TeamOutputs } from "./outputs";

/** Outputs about teams, by team. */
export function teamOutputs(teams: Teams, { clusterName, region }: Pick<Context, "clusterName" | "region">): Record<string, TeamOutputs> {
  const ingressClassOf = (team: string) => teams.application[team]?.ingressClass;
  return mapValues({ ...teams.platform, ...teams.application }, (team, { roleArn, namespaces }) => ({
    roleArn,
    namespaces,
    ...(ingressClassOf(team) !== undefined && { ingressClass: ingressClassOf(team) }),
    kubeconfigCommand: roleArn.apply((arn) => updateKubeconfigCommand(clusterName, region, isSignedIn(arn) ? {} : { roleArn: arn })),
  }));
}

/** Whether a role is used only by signing in, such as the roles of IAM Identity Center, and cannot be assumed. */
function isSignedIn(roleArn: string | undefined): boolean {
  return roleArn?.includes(":role/aws-reserved/sso.amazonaws.com/") ?? false;
}
