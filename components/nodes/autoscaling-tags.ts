import { discoveryTags, nodeTemplateLabel, nodeTemplateTaint } from "../util/autoscaler-tags";
import type { Registration } from "../util/user-data/format";
import { ebsZoneLabel } from "../util/zone-labels";

/** A tag by which the cluster autoscaler discovers an Auto Scaling group. */
export interface AutoscalingTag {
  /** What the tag describes; part of the resource name. */
  readonly noun: string;
  readonly key: string;
  readonly value: string;
}

/**
 * Tags by which the cluster autoscaler discovers a group and, while the group has no nodes, the labels, taints and resources of a new node.
 * @param zone of a group in a single zone: volumes of the EBS driver bind to it
 */
export function autoscalingTags(clusterName: string, { labels, taints }: Registration, zone?: string): readonly AutoscalingTag[] {
  const nodeLabels = { ...labels, ...(zone && { [ebsZoneLabel]: zone }) };
  const nodeTaints = Object.fromEntries(taints.map(({ key, value, effect }) => [key, `${value}:${effect}`]));
  const [enabled, cluster] = discoveryTags(clusterName);
  return [
    { noun: "autoscaler-enabled", key: enabled, value: "true" },
    { noun: "autoscaler-cluster", key: cluster, value: "owned" },
    ...Object.entries(nodeLabels).map(([key, value]) => ({ noun: `label-${key}`, key: nodeTemplateLabel(key), value })),
    ...Object.entries(nodeTaints).map(([key, value]) => ({ noun: `taint-${key}`, key: nodeTemplateTaint(key), value })),
  ];
}
