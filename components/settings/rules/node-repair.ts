// Node repair. Source: EKS user guide, "Automatically repair nodes in EKS clusters" (2026).
import { conditionReasons, isConditionReason, type NodeCondition, nodeConditions } from "../../reference/node-conditions";
import { didYouMean, listed } from "../../util/did-you-mean";
import { advice, issue, poolRule, type Rule } from "./rule";

const repairIsManaged = poolRule(["kind", "repair"], function* ({ kind, repair }, pool) {
  if (kind === "selfManaged" && repair)
    yield issue(["nodePools", pool, "repair"], "EKS repairs only nodes of managed node groups; remove the key, or write `kind: managed`");
});

const limitsFit = poolRule(["repair"], function* ({ repair }, pool) {
  if (typeof repair === "boolean") return;
  for (const [key, other] of [
    ["maxUnhealthy", "maxUnhealthyPercentage"],
    ["maxParallel", "maxParallelPercentage"],
  ] as const)
    if (repair[key] !== undefined && repair[other] !== undefined)
      yield issue(["nodePools", pool, "repair", key], `${listed([`\`${key}\``, `\`${other}\``])} exclude each other; remove one`);
});

const overridesFit = poolRule(["repair"], function* ({ repair }, pool) {
  if (typeof repair === "boolean") return;
  const path = ["nodePools", pool, "repair", "overrides"];
  const { enabled, overrides = [] } = repair;
  if (!enabled && overrides.length > 0)
    yield issue(path, "have no effect with `enabled: false`, with which EKS repairs no node; remove one of the two");
  for (const [position, { condition, reason }] of overrides.entries()) {
    const at = [...path, position];
    if (overrides.findIndex((other) => other.condition === condition && other.reason === reason) < position)
      yield issue(at, `there is an override for ${condition} and ${reason} already; remove one`);
    const owner = conditionOf(reason);
    if (owner !== undefined && owner !== condition)
      yield issue([...at, "condition"], `${reason} is a reason of ${owner}, not of ${condition}; write ${owner}`);
    else if (owner === undefined)
      yield advice(
        "node-repair-reason",
        [...at, "reason"],
        `the node monitoring agent is not known to report ${condition} for the reason ${reason}${didYouMean(reason, conditionReasons[condition])}`,
        "check the name in `kubectl describe node`: an override for a reason that is never reported changes nothing",
      );
  }
});

function conditionOf(reason: string): NodeCondition | undefined {
  return nodeConditions.find((condition) => isConditionReason(condition, reason));
}

export const nodeRepairRules: readonly Rule[] = [repairIsManaged, limitsFit, overridesFit];
