import type { Finding } from "../../components/util/finding";
import type { PolicySettings } from "../../components/util/policy-settings";
import type { PlannedResource } from "../types";

/** How policy rules are applied. */
export interface Policies {
  readonly settings: PolicySettings;
  /** Today, such as 2026-11-30: exceptions expire by it. */
  readonly today: string;
}

const levels = ["information", "advisory", "mandatory"] as const;

/**
 * All findings of a plan with those of policy rules. Where settings were warned of what a rule finds too, under the id of the rule, that warning stands for
 * the rule's findings, since it names the setting.
 * @param others findings that do not come from policy rules
 */
export function withPolicyFindings(
  resources: readonly PlannedResource[],
  others: readonly Finding[],
  { settings, today }: Policies,
): Finding[] {
  const { evaluate, rules, withExceptions } = require("../../policy") as typeof import("../../policy");
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const ofSettings = others.map((found): Finding => {
    const rule = byId.get(found.rule);
    if (!rule) return found;
    const level = rule.levels[settings.profile] ?? found.level;
    return { ...found, level: levels.indexOf(level) > levels.indexOf(found.level) ? level : found.level, source: rule.controls };
  });
  const reported = new Set(ofSettings.map(({ rule }) => rule));
  const ofResources = evaluate(resources, rules, settings.profile).filter(({ rule }) => !reported.has(rule));
  const evaluated = rules.filter(({ levels }) => levels[settings.profile] !== undefined).map(({ id }) => id);
  return withExceptions([...ofSettings, ...ofResources], { settings: settings.exceptions, today, known: [...byId.keys()], evaluated });
}
