import type { types } from "@pulumi/kubernetes";
import type { ApplicationTeamSettings } from "../settings/types";

type ScopedQuota = NonNullable<ApplicationTeamSettings["scopedQuotas"]>[string];

/** A ResourceQuota that counts only the pods of its scopes. */
export function scopedQuota({ hard, scopes = [], priorityClasses }: ScopedQuota): types.input.core.v1.ResourceQuotaSpec {
  const matchExpressions = [
    ...scopes.map((scopeName) => ({ scopeName, operator: "Exists" })),
    ...(priorityClasses ? [{ scopeName: "PriorityClass", operator: "In", values: priorityClasses }] : []),
  ];
  return { hard, scopeSelector: { matchExpressions } };
}
