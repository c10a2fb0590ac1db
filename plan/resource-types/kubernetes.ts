import type { ResourceType } from "./resource-type";

export const kubernetesTypes = {
  "kubernetes:apps:DaemonSet": { immutable: ["spec.selector"] },
  "kubernetes:apps:Deployment": { immutable: ["spec.selector"] },
  "kubernetes:apps:StatefulSet": {
    immutable: ["spec.selector", "spec.podManagementPolicy", "spec.revisionHistoryLimit", "spec.serviceName", "spec.volumeClaimTemplates"],
  },
  "kubernetes:batch:Job": { immutable: ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"] },
  "kubernetes:core:ConfigMap": { immutable: ["binaryData", "data"] },
  "kubernetes:core:PersistentVolume": { immutable: ["spec.csi", "spec.hostPath", "spec.local", "spec.nfs"] },
  "kubernetes:core:PersistentVolumeClaim": { immutable: ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"] },
  "kubernetes:core:ResourceQuota": { immutable: ["spec.scopes"] },
  "kubernetes:core:Secret": { immutable: ["type", "stringData", "data"] },
  "kubernetes:core:Service": { immutable: ["spec.clusterIP"] },
  "kubernetes:helm.sh:Release": { createdFirst: true },
  "kubernetes:rbac.authorization.k8s.io:ClusterRoleBinding": { immutable: ["roleRef"] },
  "kubernetes:rbac.authorization.k8s.io:RoleBinding": { immutable: ["roleRef"] },
  "kubernetes:storage.k8s.io:StorageClass": { immutable: ["parameters", "provisioner"] },
} satisfies Readonly<Record<string, ResourceType>>;
