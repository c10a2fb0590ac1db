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
  return mergePermissions([...administrators, ...Object.values(access), ...teamRights]).map((entry) => ({
    ...entry,
    key: keyOf(entry.principal),
  }));
}

function keyOf(principal: string): string {
  const { accountId = "", resource = principal } = parseArn(principal) ?? {};
  return [accountId, ...resource.split(":")].join("-");
}
