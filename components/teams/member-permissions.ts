import type { AccessPermission } from "../iam/access-entries";
import type { ApplicationTeamSettings, TeamSettings } from "../settings/types";
import { teamPeer } from "../util/team-peers";
import { applicationTeamsGroup, teamGroup } from "./names";

type Teams = Readonly<Record<string, TeamSettings>>;

/** Permissions of every member of a team in the cluster. */
export function permissionOf(name: string, team: TeamSettings): Omit<AccessPermission, "principal"> {
  if (team.kind === "platform") return { policy: "clusterAdmin", namespaces: [], groups: [] };
  return { policy: team.accessLevel, namespaces: team.namespaces, groups: [teamGroup(name), applicationTeamsGroup] };
}

/** Permissions of the existing principals. A principal can be a member of several teams. */
export function memberPermissions(teams: Teams): AccessPermission[] {
  return Object.entries(teams).flatMap(([name, team]) => {
    const permission = permissionOf(name, team);
    return principalsOf(team).map((principal) => ({ principal, ...permission }));
  });
}

/** Permissions of the IAM users that the stack creates, by user name. */
export function userPermissions(teams: Teams): AccessPermission[] {
  return Object.entries(teams).flatMap(([name, team]) => team.createUsers.map((principal) => ({ principal, ...permissionOf(name, team) })));
}

/** ARNs of all members of a team, except the users that the stack creates. */
export function principalsOf({ members, role }: TeamSettings): string[] {
  return [...members, ...(role === undefined ? [] : [role])];
}

/** Namespaces of a team, and those of others whose pods may connect to its pods, or to whose pods they may connect: entries as in `allowIngressFrom`. */
export function allowedNamespaces(
  teams: Teams,
  { namespaces }: Pick<ApplicationTeamSettings, "namespaces">,
  entries: readonly string[],
  namespaceOfAddon: (addon: string) => string,
): string[] {
  const others = entries.map(teamPeer).flatMap(({ kind, name }) => {
    if (kind === "addon") return [namespaceOfAddon(name)];
    if (kind === "namespace") return [name];
    const team = kind === "team" ? teams[name] : undefined;
    return team?.kind === "application" ? team.namespaces : [];
  });
  return [...new Set([...namespaces, ...others])];
}
