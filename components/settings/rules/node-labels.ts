import { isWindows } from "../../reference/ami-of-family";
import { awsLimits, eksGroupTags } from "../../reference/aws-limits";
import { efaResource } from "../../reference/efa";
import { modelBounds } from "../../reference/generated/aws-models";
import { discoveryTags, nodeTemplateLabel, nodeTemplateResource, nodeTemplateTaint, windowsTemplate } from "../../util/autoscaler-tags";
import { reservedTaint } from "../../util/kubernetes-names";
import { drainTag } from "../../util/node-drain-names";
import { ebsZoneLabel, zoneLabel } from "../../util/zone-labels";
import type { NodePoolSettings } from "../types";
import { advice, issue, poolRule, type Rule, rule } from "./rule";
import { mostTags } from "./tags";

const longestTaintKey = modelBounds["eks.taintKey"].max;

/** What EKS rejects as the beginning of a taint's key on managed groups, as of labels (eksctl-io/eksctl#4007, alphagov/govuk-infrastructure#1264). */
const reservedOnManaged = ["kubernetes.io/", "k8s.io/", "eks.amazonaws.com/"];

const taintsAreFree = poolRule(["taints[]", "kind"], function* ({ taints, kind }, pool) {
  for (const [position, { key }] of taints.entries()) {
    const path = ["nodePools", pool, "taints", position, "key"];
    const reserved = reservedTaint(key);
    if (reserved) yield issue(path, reserved);
    else if (kind === "managed" && reservedOnManaged.some((prefix) => key.startsWith(prefix)))
      yield issue(
        path,
        `EKS accepts no taint with the prefix ${key.slice(0, key.indexOf("/") + 1)} on managed groups; use another prefix, or \`kind: selfManaged\``,
      );
    else if (kind === "managed" && key.length > longestTaintKey)
      yield issue(
        path,
        `expected a key of at most ${longestTaintKey} characters including the prefix, which is the limit of EKS for managed groups, found ${key.length}`,
      );
  }
});

const fewTaints = poolRule(["taints[]", "kind"], function* ({ taints, kind }, pool) {
  const { value } = awsLimits.taintsPerManagedGroup;
  if (kind === "managed" && taints.length > value)
    yield issue(
      ["nodePools", pool, "taints"],
      `expected at most ${value} taints, the limit of EKS for a managed group, found ${taints.length}; remove some`,
    );
});

const oneTaintPerKey = poolRule(["taints[]"], function* ({ taints }, pool) {
  const twice = taints.findIndex(({ key }, index) => taints.findIndex((other) => other.key === key) < index);
  if (twice < 0) return;
  yield advice(
    "autoscaler-taints",
    ["nodePools", pool, "taints", twice],
    `the cluster autoscaler knows one taint for each key of a group without nodes, and takes this one alone for ${taints[twice]!.key}`,
    "use another key",
  );
});

/** The cluster autoscaler reads labels and taints of an empty group from tags with prefixed keys. */
const keysFitTags = poolRule(["labels[]", "taints[]"], function* ({ labels, taints }, pool) {
  const longest = awsLimits.tagKey.value;
  const wrong = (key: string, tag: string) =>
    `expected a key of at most ${longest - (tag.length - key.length)} characters, because its Auto Scaling tag has a prefix and tag keys have at most ${longest} characters, found ${key.length}`;
  for (const key of Object.keys(labels)) {
    const tag = nodeTemplateLabel(key);
    if (tag.length > longest) yield issue(["nodePools", pool, "labels", key], wrong(key, tag));
  }
  for (const [position, { key }] of taints.entries()) {
    const tag = nodeTemplateTaint(key);
    if (tag.length > longest) yield issue(["nodePools", pool, "taints", position, "key"], wrong(key, tag));
  }
});

/** Additional labels of groups in one zone. */
const zoneTags = [zoneLabel, ebsZoneLabel].map(nodeTemplateLabel);

/** Auto Scaling counts all tags: those of EKS or the stack, and one for each label and taint. */
const groupTagsFit: Rule = rule(["nodePools[]", "tags[]", "cluster.name"], function* ({ nodePools, tags, cluster }) {
  const most = awsLimits.tagsPerResource.value;
  for (const [pool, settings] of Object.entries(nodePools)) {
    const { labels, taints } = settings;
    const own = ownGroupTags(settings, { ...tags, ...settings.tags }, cluster.name);
    const all = new Set([...own, ...Object.keys(labels).map(nodeTemplateLabel), ...taints.map(({ key }) => nodeTemplateTaint(key))]);
    if (all.size <= most) continue;
    const besides = all.size - Object.keys(labels).length - new Set(taints.map(({ key }) => key)).size;
    if (besides > most && Object.keys(tags).length <= mostTags)
      yield issue(
        ["tags"],
        `the Auto Scaling groups of nodePools.${pool} would have ${all.size} tags, ${all.size - Object.keys(tags).length} of them besides these, and AWS accepts ${most}; remove ${all.size - most}`,
      );
    else if (besides <= most)
      yield issue(
        ["nodePools", pool, Object.keys(labels).length >= taints.length ? "labels" : "taints"],
        `${Object.keys(labels).length} labels and ${taints.length} taints need ${all.size} tags on the Auto Scaling group with the ${besides} that it has besides, and AWS accepts ${most}; remove ${all.size - most}`,
      );
  }
});

/** Keys of the tags of a pool's Auto Scaling groups, except those for its labels and taints. */
function ownGroupTags(
  { kind, spread, efa, ami }: Pick<NodePoolSettings, "kind" | "spread" | "efa" | "ami">,
  tags: Readonly<Record<string, string>>,
  clusterName: string,
): string[] {
  const group =
    kind === "managed"
      ? eksGroupTags(clusterName)
      : [...Object.keys(tags), `kubernetes.io/cluster/${clusterName}`, drainTag(clusterName), ...discoveryTags(clusterName)];
  const windows = isWindows(ami) ? [nodeTemplateLabel(windowsTemplate.label), nodeTemplateResource(windowsTemplate.resource)] : [];
  return [...group, ...windows, ...(spread === "perZone" ? zoneTags : []), ...(efa ? [nodeTemplateResource(efaResource)] : [])];
}

export const nodeLabelRules: readonly Rule[] = [taintsAreFree, fewTaints, oneTaintPerKey, keysFitTags, groupTagsFit];
