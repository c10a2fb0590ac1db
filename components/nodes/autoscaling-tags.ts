import { isWindows } from "../reference/ami-of-family";
import { efaDevices, efaResource } from "../reference/efa";
import { windowsPods } from "../reference/network-interfaces";
import type { NodePoolSettings } from "../settings/types";
import { discoveryTags, nodeTemplateLabel, nodeTemplateResource, nodeTemplateTaint, windowsTemplate } from "../util/autoscaler-tags";
import type { Registration } from "../util/user-data/format";
import { ebsZoneLabel } from "../util/zone-labels";

/** A tag by which the cluster autoscaler discovers an Auto Scaling group. */
export interface AutoscalingTag {
  /** What the tag describes; part of the resource name. */
  readonly noun: string;
  readonly key: string;
  readonly value: string;
}

/** What a new node of a group would have. */
export interface NodeTemplate extends Pick<Registration, "labels" | "taints"> {
  /** Number of EFA devices. Default: none. */
  readonly efa?: number;
  /** Number of addresses for pods, of a Windows node. Default: a Linux node. */
  readonly windowsPods?: number;
}

export function nodeTemplate({ taints, efa, instanceTypes, ami }: NodePoolSettings, labels: Registration["labels"]): NodeTemplate {
  return {
    labels,
    taints,
    ...(efa && { efa: efaDevices(instanceTypes[0]!) }),
    ...(isWindows(ami) && { windowsPods: Math.min(...instanceTypes.map(windowsPods)) }),
  };
}

/**
 * Tags by which the cluster autoscaler discovers a group and, while the group has no nodes, the labels, taints and resources of a new node.
 * @param zone of a group in a single zone: volumes of the EBS driver bind to it
 */
export function autoscalingTags(
  clusterName: string,
  { labels, taints, efa = 0, windowsPods: pods }: NodeTemplate,
  zone?: string,
): readonly AutoscalingTag[] {
  const nodeLabels = { ...labels, ...(zone && { [ebsZoneLabel]: zone }) };
  const nodeTaints = Object.fromEntries(taints.map(({ key, value, effect }) => [key, `${value}:${effect}`]));
  const [enabled, cluster] = discoveryTags(clusterName);
  return [
    { noun: "autoscaler-enabled", key: enabled, value: "true" },
    { noun: "autoscaler-cluster", key: cluster, value: "owned" },
    ...Object.entries(nodeLabels).map(([key, value]) => ({ noun: `label-${key}`, key: nodeTemplateLabel(key), value })),
    ...Object.entries(nodeTaints).map(([key, value]) => ({ noun: `taint-${key}`, key: nodeTemplateTaint(key), value })),
    ...(pods === undefined ? [] : windowsTags(pods)),
    ...(efa > 0 ? [{ noun: "resource-efa", key: nodeTemplateResource(efaResource), value: `${efa}` }] : []),
  ];
}

/**
 * The autoscaler takes a new node for one of Linux. Pods on Windows request an address each (amazon-vpc-resource-controller-k8s, 2026).
 */
function windowsTags(pods: number): AutoscalingTag[] {
  return [
    { noun: "label-os", key: nodeTemplateLabel(windowsTemplate.label), value: "windows" },
    { noun: "resource-address", key: nodeTemplateResource(windowsTemplate.resource), value: `${pods}` },
  ];
}
