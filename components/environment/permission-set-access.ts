import type * as pulumi from "@pulumi/pulumi";
import { rolesOfPermissionSet } from "../iam/permission-sets";
import type { Settings } from "../settings/types";
import { pathOf, SettingsError, type ValidationIssue } from "../util/settings-error";

/** Access with the role of each permission set as its principal. @throws SettingsError for a permission set without exactly one role */
export async function withPermissionSetRoles(
  access: Settings["cluster"]["access"],
  opts?: pulumi.InvokeOptions,
): Promise<Settings["cluster"]["access"]> {
  const issues: ValidationIssue[] = [];
  const entries = Object.entries(access).map(async ([name, entry]) => {
    if (entry.permissionSet === undefined) return [name, entry] as const;
    const [principal, ...others] = await rolesOfPermissionSet(entry.permissionSet, opts);
    if (principal === undefined || others.length > 0)
      issues.push(permissionSetIssue(name, entry.permissionSet, others.length > 0 ? [principal!, ...others] : []));
    return [name, { ...entry, principal }] as const;
  });
  const resolved = Object.fromEntries(await Promise.all(entries));
  if (issues.length > 0) throw new SettingsError(issues);
  return resolved;
}

function permissionSetIssue(name: string, permissionSet: string, found: readonly string[]): ValidationIssue {
  const message =
    found.length === 0
      ? `the account has no role of the permission set ${permissionSet}; assign it to a user or group in this account first, or write \`principal\``
      : `the account has ${found.length} roles of the permission set ${permissionSet}; write one of them as \`principal\`: ${found.join(", ")}`;
  return { path: `eks-blueprints:${pathOf("cluster", "access", name, "permissionSet")}`, message };
}
