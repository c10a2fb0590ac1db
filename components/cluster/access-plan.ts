import type { ClusterSettings } from "../config/types";

type Policy = ClusterSettings["access"][string]["policy"];

/** Names of the EKS access policies behind the rights that settings name. */
export const eksAccessPolicies: Readonly<Record<Policy, string>> = {
  view: "AmazonEKSViewPolicy",
  edit: "AmazonEKSEditPolicy",
  admin: "AmazonEKSAdminPolicy",
  clusterAdmin: "AmazonEKSClusterAdminPolicy",
};

/** A policy of a principal: in the namespaces given, or in the whole cluster. */
export interface PlannedPolicy {
  readonly policy: Policy;
  /** Sorted; absent for the whole cluster. */
  readonly namespaces?: readonly string[];
}

/** What one IAM principal may do. EKS takes one access entry per principal and one association per principal and policy. */
export interface PlannedEntry {
  /** From the ARN alone, such as `111122223333-role/Admin`: what names the resources. */
  readonly key: string;
  readonly principalArn: string;
  /** Kubernetes groups, sorted. */
  readonly groups: readonly string[];
  readonly policies: readonly PlannedPolicy[];
}

/** Access entries for admins and further principals; what settings say several times of a principal is merged, the wider scope wins. */
export function planAccess({ admins, access }: Pick<ClusterSettings, "admins" | "access">): PlannedEntry[] {
  const rights = [
    ...admins.map((principal) => ({ principal, policy: "clusterAdmin" as const, namespaces: [], groups: [] })),
    ...Object.values(access),
  ];
  return unique(rights.map(({ principal }) => principal)).map((principalArn) => {
    const own = rights.filter(({ principal }) => principal === principalArn);
    return {
      key: principalArn.split(":").slice(4).join("-"),
      principalArn,
      groups: unique(own.flatMap(({ groups }) => groups)).sort(),
      policies: unique(own.map(({ policy }) => policy)).map((policy) => {
        const scopes = own.filter((right) => right.policy === policy).map(({ namespaces }) => namespaces);
        return scopes.some((namespaces) => namespaces.length === 0) ? { policy } : { policy, namespaces: unique(scopes.flat()).sort() };
      }),
    };
  });
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
