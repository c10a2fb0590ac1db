import { type AccessPermission, mergePermissions, type PlannedEntry } from "../iam/access-entries";
import type { ClusterSettings } from "../settings/types";
import { parseArn } from "../util/arn";

/** Entry of an existing IAM principal. */
export interface PrincipalEntry extends PlannedEntry {
  /** Derived from the ARN alone, such as `111122223333-role/Admin`; part of resource names. */
  readonly key: string;
}

/** Access entries for admins, for additional principals and for members of teams; several entries for one principal are merged. */
export function planAccess(
  { admins, access }: Pick<ClusterSettings, "admins" | "access">,
  teamRights: readonly AccessPermission[] = [],
): PrincipalEntry[] {
  const administrators = admins.map((principal) => ({ principal, policy: "clusterAdmin" as const, namespaces: [], groups: [] }));
  return mergePermissions([...administrators, ...Object.entries(access).map(withPrincipal), ...teamRights]).map((entry) => ({
    ...entry,
    key: keyOf(entry.principal),
  }));
}

/** @throws Error for a permission set, which only `resolveSettings` looks up */
function withPrincipal([name, { principal, ...entry }]: [string, ClusterSettings["access"][string]]): AccessPermission {
  if (principal === undefined)
    throw new Error(`access.${name}.permissionSet is looked up by resolveSettings; a component used alone needs \`principal\``);
  return { ...entry, principal };
}

function keyOf(principal: string): string {
  const { accountId = "", resource = principal } = parseArn(principal) ?? {};
  return [accountId, ...resource.split(":")].join("-");
}
