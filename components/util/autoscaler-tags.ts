// Keys of the tags by which the cluster autoscaler knows an Auto Scaling group. Source: cluster autoscaler, README of its AWS provider (2026-08).

const prefix = "k8s.io/cluster-autoscaler";

/** Tags by which it finds the groups of a cluster. */
export function discoveryTags(clusterName: string): readonly [enabled: string, cluster: string] {
  return [`${prefix}/enabled`, `${prefix}/${clusterName}`];
}

/** Tag that says which label a node of a group without nodes would have. */
export function nodeTemplateLabel(key: string): string {
  return `${prefix}/node-template/label/${key}`;
}

/** Tag that says which taint a node of a group without nodes would have. */
export function nodeTemplateTaint(key: string): string {
  return `${prefix}/node-template/taint/${key}`;
}

/** Tag that says how much of an extended resource a node of a group without nodes would have. */
export function nodeTemplateResource(name: string): string {
  return `${prefix}/node-template/resources/${name}`;
}

/** Label and resource of Windows nodes, which the autoscaler must know before a node exists. */
export const windowsTemplate = { label: "kubernetes.io/os", resource: "vpc.amazonaws.com/PrivateIPv4Address" };
