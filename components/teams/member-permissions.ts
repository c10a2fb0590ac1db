import type { AccessPermission } from "../iam/access-entries";
import type { ApplicationTeamSettings, TeamSettings } from "../settings/types";
import { applicationTeamsGroup, teamGroup } from "./names";

type Teams = Readonly<Record<string, TeamSettings>>;

/** What everybody in a team may do in the cluster. */
export function permissionOf(name: string, team: TeamSettings): Omit<AccessPermission, "principal"> {
  if (team.kind === "platform") return { policy: "clusterAdmin", namespaces: [], groups: [] };
  return { policy: team.rights, namespaces: team.namespaces, groups: [teamGroup(name), applicationTeamsGroup] };
}

/** Rights of the principals that exist already. One may be in several teams. */
export function memberPermissions(teams: Teams): AccessPermission[] {
  return Object.entries(teams).flatMap(([name, team]) => {
    const right = permissionOf(name, team);
    return principalsOf(team).map((principal) => ({ principal, ...right }));
  });
}

/** Rights of the IAM users that are made, by name of the user. */
export function userPermissions(teams: Teams): AccessPermission[] {
  return Object.entries(teams).flatMap(([name, team]) => team.createUsers.map((principal) => ({ principal, ...permissionOf(name, team) })));
}

/** ARNs of all who are in a team, but for users that are made. */
export function principalsOf({ members, role }: TeamSettings): string[] {
  return [...members, ...(role === undefined ? [] : [role])];
}

/** Who may call on the pods of a team: its own namespaces, and those of its friends. */
export function allowedNamespaces(teams: Teams, { namespaces, friends }: ApplicationTeamSettings): string[] {
  const theirs = friends.flatMap((friend) => {
    const team = teams[friend];
    return team?.kind === "application" ? team.namespaces : [];
  });
  return [...new Set([...namespaces, ...theirs])];
}
