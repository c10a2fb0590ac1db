import type { GitopsSettings } from "../settings/types";

type Kind = GitopsSettings["teams"][string]["kinds"][number];

/**
 * What a team deploys from its repository: kinds that act with the permissions of its own pods. Excluded are kinds that limit the team (ResourceQuota,
 * NetworkPolicy, Role), and kinds through which a controller acts with its own permissions, such as ExternalSecret; settings can add them.
 */
const workloadKinds: readonly Kind[] = [
  ...["ConfigMap", "Secret", "Service", "ServiceAccount", "PersistentVolumeClaim", "Pod"].map((kind) => ({ group: "", kind })),
  ...["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].map((kind) => ({ group: "apps", kind })),
  ...["Job", "CronJob"].map((kind) => ({ group: "batch", kind })),
  { group: "autoscaling", kind: "HorizontalPodAutoscaler" },
  { group: "policy", kind: "PodDisruptionBudget" },
  { group: "networking.k8s.io", kind: "Ingress", resource: "ingresses" },
  { group: "snapshot.storage.k8s.io", kind: "VolumeSnapshot" },
  { group: "secrets-store.csi.x-k8s.io", kind: "SecretProviderClass", resource: "secretproviderclasses" },
];

/** As listed in an AppProject of Argo CD. */
export function allowedKinds(more: readonly Kind[]): { readonly group: string; readonly kind: string }[] {
  return [...workloadKinds, ...more].map(({ group, kind }) => ({ group, kind }));
}

/** As listed in a Kubernetes role. */
export function deployRules(more: readonly Kind[]): { apiGroups: string[]; resources: string[]; verbs: string[] }[] {
  const kinds = [...workloadKinds, ...more];
  return [...new Set(kinds.map(({ group }) => group))].map((group) => ({
    apiGroups: [group],
    resources: kinds.filter((each) => each.group === group).map(({ kind, resource = `${kind.toLowerCase()}s` }) => resource),
    verbs: ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
  }));
}
