import type { Registration } from "../util/user-data/format";

/** A tag by which the cluster autoscaler knows an Auto Scaling group. */
export interface AutoscalingTag {
  /** What the tag says, for the name of a resource. */
  readonly noun: string;
  readonly key: string;
  readonly value: string;
}

const prefix = "k8s.io/cluster-autoscaler";

/**
 * Tags by which the cluster autoscaler finds a group and knows, while it has no node, what a node of it would be like.
 * Source: cluster autoscaler, README of its AWS provider.
 * @param zone of a group that lies in one zone: volumes of the EBS driver bind to it
 */
export function autoscalingTags(clusterName: string, { labels, taints }: Registration, zone?: string): readonly AutoscalingTag[] {
  const nodeLabels = { ...labels, ...(zone && { "topology.ebs.csi.aws.com/zone": zone }) };
  const nodeTaints = Object.fromEntries(taints.map(({ key, value, effect }) => [key, `${value}:${effect}`]));
  return [
    { noun: "autoscaler-enabled", key: `${prefix}/enabled`, value: "true" },
    { noun: "autoscaler-cluster", key: `${prefix}/${clusterName}`, value: "owned" },
    ...Object.entries(nodeLabels).map(([key, value]) => ({ noun: `label-${key}`, key: `${prefix}/node-template/label/${key}`, value })),
    ...Object.entries(nodeTaints).map(([key, value]) => ({ noun: `taint-${key}`, key: `${prefix}/node-template/taint/${key}`, value })),
  ];
}
