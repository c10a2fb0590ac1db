import type { ApplicationTeamSettings } from "../settings/types";

type AccessLevel = ApplicationTeamSettings["accessLevel"];

/** A rule of Kubernetes RBAC. */
export interface RbacRule {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
}

const read = ["get", "list", "watch"];
const write = ["create", "update", "patch", "delete", "deletecollection"];

/** Resources that members of every application team may read outside their namespaces: cluster-scoped classes to which their objects refer. */
export const clusterReaderRules: readonly RbacRule[] = [
  { apiGroups: ["storage.k8s.io"], resources: ["storageclasses"], verbs: read },
  { apiGroups: ["networking.k8s.io"], resources: ["ingressclasses"], verbs: read },
  { apiGroups: ["snapshot.storage.k8s.io"], resources: ["volumesnapshotclasses"], verbs: read },
];

/**
 * Rules that EKS access policies lack in a team's namespaces. They cover only kinds that act with the permissions of the pods. Kinds through
 * which a controller acts with its own permissions, such as ExternalSecret, TargetGroupBinding and ServiceMonitor, are left out.
 */
function namespacedRules(accessLevel: AccessLevel): RbacRule[] {
  const kinds = (verbs: string[]): RbacRule[] => [
    { apiGroups: ["snapshot.storage.k8s.io"], resources: ["volumesnapshots"], verbs },
    { apiGroups: ["secrets-store.csi.x-k8s.io"], resources: ["secretproviderclasses"], verbs },
  ];
  return [
    { apiGroups: ["metrics.k8s.io"], resources: ["pods"], verbs: ["get", "list"] },
    ...kinds(accessLevel === "view" ? read : [...read, ...write]),
  ];
}

export const teamClusterRoles: Readonly<Record<AccessLevel, RbacRule[]>> = {
  view: namespacedRules("view"),
  edit: namespacedRules("edit"),
  admin: namespacedRules("admin"),
};

/** Name of the ClusterRole that is bound in the namespaces of teams with this access level. */
export function clusterRoleName(accessLevel: AccessLevel): string {
  return `eks-blueprints-team-${accessLevel}`;
}
