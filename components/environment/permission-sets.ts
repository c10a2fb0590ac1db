import type * as pulumi from "@pulumi/pulumi";
import { rolesOfPermissionSet } from "../iam/permission-sets";
import type { Settings, TeamSettings } from "../settings/types";
import { pathOf, SettingsError, type ValidationIssue } from "../util/settings-error";

/**
 * Settings with the roles of permission sets: as principals in `cluster.access`, and as members of teams.
 * @throws SettingsError for each permission set without exactly one role
 */
export async function withPermissionSets(settings: Settings, opts?: pulumi.InvokeOptions): Promise<Settings> {
  const lookUp = new RoleLookUp(opts);
  const access = Object.entries(settings.cluster.access).map(async ([name, entry]) => {
    if (entry.permissionSet === undefined) return [name, entry] as const;
    const at = ["cluster", "access", name, "permissionSet"];
    return [name, { ...entry, principal: await lookUp.roleOf(entry.permissionSet, at, "principal") }] as const;
  });
  const teams = Object.entries(settings.teams).map(async ([name, team]) => [name, await withMembers(name, team, lookUp)] as const);
  const [accessEntries, teamEntries] = await Promise.all([Promise.all(access), Promise.all(teams)]);
  lookUp.throwIssues();
  const cluster = { ...settings.cluster, access: Object.fromEntries(accessEntries) };
  return { ...settings, cluster, teams: Object.fromEntries(teamEntries) };
}

async function withMembers(name: string, team: TeamSettings, lookUp: RoleLookUp): Promise<TeamSettings> {
  if (!team.permissionSets) return team;
  const roles = team.permissionSets.map((set, position) => lookUp.roleOf(set, ["teams", name, "permissionSets", position], "members"));
  const found = (await Promise.all(roles)).filter((role) => role !== undefined);
  return { ...team, members: [...new Set([...team.members, ...found])] };
}

/** Looks up each permission set once, and collects the issues of all; tenants share those of their template. */
class RoleLookUp {
  private readonly found = new Map<string, Promise<readonly string[]>>();
  private readonly issues = new Map<string, ValidationIssue>();

  constructor(private readonly opts?: pulumi.InvokeOptions) {}

  /** @param instead key that names a role by its ARN */
  async roleOf(permissionSet: string, at: readonly PropertyKey[], instead: string): Promise<string | undefined> {
    if (!this.found.has(permissionSet)) this.found.set(permissionSet, rolesOfPermissionSet(permissionSet, this.opts));
    const [role, ...others] = await this.found.get(permissionSet)!;
    if (role !== undefined && others.length === 0) return role;
    const message =
      role === undefined
        ? `the account has no role of the permission set ${permissionSet}; assign it to a user or group in this account first, or write \`${instead}\``
        : `the account has ${others.length + 1} roles of the permission set ${permissionSet}; write one of them as \`${instead}\`: ${[role, ...others].join(", ")}`;
    if (!this.issues.has(message)) this.issues.set(message, { path: `eks-blueprints:${pathOf(...at)}`, message });
    return undefined;
  }

  throwIssues(): void {
    if (this.issues.size > 0) throw new SettingsError([...this.issues.values()]);
  }
}
