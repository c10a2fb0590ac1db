import type { AccessPermission } from "../iam/access-entries";
import type { ApplicationTeamSettings, TeamSettings } from "../settings/types";
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

/** Namespaces whose pods may connect to the pods of a team: its own, and those of the sources in `allowIngressFrom`. */
export function allowedNamespaces(
  teams: Teams,
  { namespaces, allowIngressFrom }: ApplicationTeamSettings,
  namespaceOfAddon: (addon: string) => string,
): string[] {
  const others = allowIngressFrom.flatMap((source) => {
    const [kind, name] = source.split(":") as [string, string?];
    if (name !== undefined) return [kind === "addon" ? namespaceOfAddon(name) : name];
    const team = teams[source];
    return team?.kind === "application" ? team.namespaces : [];
  });
  return [...new Set([...namespaces, ...others])];
}
