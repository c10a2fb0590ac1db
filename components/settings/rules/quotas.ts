import { overQuota, type QuotaName } from "../../reference/aws-limits";
import { groupCount } from "../../util/group-count";
import { advice, duplicates, poolRule, profileRule, type Rule, type RuleResult, rule } from "./rule";

/** A finding if a stack needs more than the default quota of an account. */
export function* withinQuota(name: QuotaName, at: readonly PropertyKey[], found: number, of: string): Iterable<RuleResult> {
  const over = overQuota(name, found, of);
  if (over) yield advice("aws-quota", at, over.message, over.fix);
}

const managedGroups = rule(["nodePools[]", "network"], function* ({ nodePools, network }) {
  const groups = Object.values(nodePools)
    .filter(({ kind }) => kind === "managed")
    .map((pool) => groupCount(pool, network));
  yield* withinQuota(
    "managedGroups",
    ["nodePools"],
    groups.reduce((sum, each) => sum + each, 0),
    "the cluster",
  );
});

const nodesPerGroup = poolRule(["size", "kind"], function* ({ size, kind }, pool) {
  if (kind === "managed") yield* withinQuota("nodesPerManagedGroup", ["nodePools", pool, "size", "max"], size.max, "a group");
});

const profiles = rule(["fargate[]"], function* ({ fargate }) {
  yield* withinQuota("fargateProfiles", ["fargate"], Object.keys(fargate).length, "the cluster");
});

const selectors = profileRule(["selectors[]"], function* ({ selectors: all }, profile) {
  yield* withinQuota("fargateSelectors", ["fargate", profile, "selectors"], all.length, "the profile");
  for (const [position, { labels }] of all.entries())
    yield* withinQuota(
      "fargateSelectorLabels",
      ["fargate", profile, "selectors", position, "labels"],
      Object.keys(labels).length,
      "the selector",
    );
});

/** Rules of the cluster security group: EKS's rule for its members, and one for each source of the private endpoint. */
const endpointSources = rule(["cluster.endpoint"], function* ({ cluster: { endpoint } }) {
  if (typeof endpoint.private !== "object") return;
  const { cidrs, securityGroupIds } = endpoint.private;
  yield* withinQuota(
    "securityGroupRules",
    ["cluster", "endpoint", "private"],
    cidrs.length + securityGroupIds.length + 1,
    "the cluster's security group, EKS's own rule included,",
  );
});

/** With the cluster's own, and that of EFA traffic. */
const nodeSecurityGroups = poolRule(["securityGroupIds", "efa"], function* ({ securityGroupIds, efa }, pool) {
  const path = ["nodePools", pool, "securityGroupIds"];
  const [own, what] = efa ? [2, "a node, with the cluster's own and that of EFA traffic,"] : [1, "a node, with the cluster's own,"];
  yield* duplicates(path, securityGroupIds);
  yield* withinQuota("securityGroupsPerInterface", path, new Set(securityGroupIds).size + own, what);
});

export const quotaRules: readonly Rule[] = [managedGroups, nodesPerGroup, nodeSecurityGroups, profiles, selectors, endpointSources];
