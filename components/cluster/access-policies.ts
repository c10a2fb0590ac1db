import { type AccessPermission, mergePermissions, type PlannedEntry } from "../iam/access-entries";
import type { ClusterSettings } from "../settings/types";
import { parseArn } from "../util/arn";

/** Entry of an IAM principal that exists already. */
export interface PrincipalEntry extends PlannedEntry {
  /** From the ARN alone, such as `111122223333-role/Admin`: what names the resources. */
  readonly key: string;
}

/** Access entries for admins, for further principals and for members of teams; what is said several times of a principal is merged. */
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
