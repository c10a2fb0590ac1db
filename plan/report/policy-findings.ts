import type { Finding } from "../../components/util/finding";
import type { PolicySettings } from "../../components/util/policy-settings";
import type { PlannedResource } from "../types";

export interface Policies {
  readonly settings: PolicySettings;
  /** Date on which exceptions are evaluated, such as 2026-11-30. */
  readonly today: string;
}

const levels = ["information", "advisory", "mandatory"] as const;

/**
 * Adds findings of policy rules to other findings. If settings already caused a warning with the id of a rule, it replaces the rule's
 * findings, because it names the setting.
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
