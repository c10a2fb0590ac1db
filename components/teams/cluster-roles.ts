import type { ApplicationTeamSettings } from "../settings/types";

type AccessLevel = ApplicationTeamSettings["rights"];

/** A rule of Kubernetes RBAC. */
export interface RbacRule {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
}

const read = ["get", "list", "watch"];
const write = ["create", "update", "patch", "delete", "deletecollection"];

/** What members of every application team may read beyond their namespaces: names that their own objects refer to, and nobody's secrets. */
export const clusterReaderRules: readonly RbacRule[] = [
  { apiGroups: ["storage.k8s.io"], resources: ["storageclasses"], verbs: read },
  { apiGroups: ["networking.k8s.io"], resources: ["ingressclasses"], verbs: read },
  { apiGroups: ["snapshot.storage.k8s.io"], resources: ["volumesnapshotclasses"], verbs: read },
];

/**
 * What EKS access policies leave out of a team's namespaces. Only kinds that act with the pods' own rights: none through which a controller
 * would lend a team its own, such as ExternalSecret, TargetGroupBinding or ServiceMonitor.
 */
function namespacedRules(rights: AccessLevel): RbacRule[] {
  const kinds = (verbs: string[]): RbacRule[] => [
    { apiGroups: ["snapshot.storage.k8s.io"], resources: ["volumesnapshots"], verbs },
    { apiGroups: ["secrets-store.csi.x-k8s.io"], resources: ["secretproviderclasses"], verbs },
  ];
  return [
    { apiGroups: ["metrics.k8s.io"], resources: ["pods"], verbs: ["get", "list"] },
    ...kinds(rights === "view" ? read : [...read, ...write]),
  ];
}

export const teamClusterRoles: Readonly<Record<AccessLevel, RbacRule[]>> = {
  view: namespacedRules("view"),
  edit: namespacedRules("edit"),
  admin: namespacedRules("admin"),
};

/** Name of the ClusterRole that is bound in namespaces of teams with these rights. */
export function clusterRoleName(rights: AccessLevel): string {
  return `eks-blueprints-team-${rights}`;
}
