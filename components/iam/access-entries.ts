import type { AccessPolicy, NodeEntryType } from "../reference/access-policies";

/** Permissions of one principal in the cluster. */
export interface AccessPermission {
  /** The principal: an ARN, or a placeholder for one. */
  readonly principal: string;
  /** Absent if only role bindings of the groups grant access. */
  readonly policy?: AccessPolicy | undefined;
  /** Namespaces of the policy; empty for the whole cluster. */
  readonly namespaces: readonly string[];
  /** Kubernetes groups of the principal. */
  readonly groups: readonly string[];
  /** Kubernetes user name of the principal. Default: its ARN. */
  readonly username?: string | undefined;
  /** What joins the cluster with the role. Default: nothing; its access is that of people. */
  readonly type?: NodeEntryType | undefined;
}

/** An access policy of a principal: in the given namespaces, or in the whole cluster. */
export interface PlannedPolicy {
  readonly policy: AccessPolicy;
  /** Sorted; absent for the whole cluster. */
  readonly namespaces?: readonly string[] | undefined;
}

/** Permissions of one principal. EKS allows one access entry per principal and one association per principal and policy. */
export interface PlannedEntry {
  readonly principal: string;
  /** Kubernetes groups, sorted. */
  readonly groups: readonly string[];
  readonly policies: readonly PlannedPolicy[];
  readonly username?: string;
  readonly type?: NodeEntryType;
}

/** One entry per principal: several grants for one principal are merged, and the wider scope wins. In the order of first appearance. */
export function mergePermissions(permissions: readonly AccessPermission[]): PlannedEntry[] {
  const byPrincipal = groupBy(permissions, ({ principal }) => principal);
  return [...byPrincipal].map(([principal, own]) => ({
    principal,
    ...firstOf("username", own),
    ...firstOf("type", own),
    groups: unique(own.flatMap(({ groups }) => groups)).sort(),
    policies: [...groupBy(own.filter(hasPolicy), ({ policy }) => policy)].map(([policy, alike]) =>
      alike.some(({ namespaces }) => namespaces.length === 0)
        ? { policy }
        : { policy, namespaces: unique(alike.flatMap(({ namespaces }) => namespaces)).sort() },
    ),
  }));
}

function firstOf<K extends "username" | "type">(key: K, own: readonly AccessPermission[]): Pick<PlannedEntry, K> | Record<string, never> {
  const value = own.find((each) => each[key] !== undefined)?.[key];
  return value === undefined ? {} : ({ [key]: value } as Pick<PlannedEntry, K>);
}

function hasPolicy(permission: AccessPermission): permission is AccessPermission & { readonly policy: AccessPolicy } {
  return permission.policy !== undefined;
}

function groupBy<T, Key>(values: readonly T[], keyOf: (value: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
