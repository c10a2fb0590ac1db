import { type Finding, finding } from "../components/util/finding";
import type { PolicyProfile } from "../components/util/policy-settings";
import type { PlannedResource } from "./planned-resource";
import { ResourceView } from "./resource-view";
import type { Rule } from "./rule";

/**
 * Evaluates rules over planned resources.
 * @returns a finding per violation, in the order of the rules; the same violation of the same resource once
 */
export function evaluate(resources: readonly PlannedResource[], rules: readonly Rule[], profile: PolicyProfile): Finding[] {
  const view = new ResourceView(resources);
  return rules.flatMap((rule) => evaluateRule(view, rule, profile));
}

/** The findings of one rule; none where it is off in the profile. */
export function evaluateRule(view: ResourceView, { id, levels, fix, controls, check }: Rule, profile: PolicyProfile): Finding[] {
  const level = levels[profile];
  if (level === undefined) return [];
  const found = new Map<string, Finding>();
  for (const violation of check(view)) {
    const { urn } = violation.resource;
    const key = `${urn}\n${violation.message}`;
    if (found.has(key)) continue;
    found.set(key, finding({ rule: id, level, urn, message: violation.message, fix: violation.fix ?? fix, source: controls }));
  }
  return [...found.values()];
}
