import type { RegionFacts } from "../../shared/facts/regions";
import { type Finding, finding, type SettingFinding } from "../../shared/finding";
import { type Problem, pathOf } from "../../shared/problems";
import { unlessFaulty } from "../guard";
import type { NodePoolSettings, Settings } from "../types";

/** What rules judge: a stack's settings with defaults, before the add-ons are chosen. Reading a faulty value ends a rule. */
export interface Stack extends Omit<Settings, "addons"> {
  readonly region: string;
  readonly regionFacts: RegionFacts;
  /** Role that deploys, and so creates the cluster, where the stack says it. */
  readonly creator?: string;
  /** Whether Karpenter starts nodes beside those of the pools. */
  readonly karpenter: boolean;
  /** Keys that the user wrote, of the two sections in which an existing thing excludes settings. */
  readonly given: { readonly network: readonly string[]; readonly cluster: readonly string[] };
}

/** What a rule says: a problem ends in the error report, a finding stands in the plan. */
export type RuleResult = Problem | SettingFinding;

/** One topic: judges a stack and says what is wrong with it. It reads nothing that it does not need. */
export type Rule = (stack: Stack) => Iterable<RuleResult>;

/** The same for one pool; a fault in one pool hides nothing of another. */
export type PoolRule = (pool: NodePoolSettings, name: string, stack: Stack) => Iterable<RuleResult>;

export function fault(path: readonly PropertyKey[], message: string): Problem {
  return { path: pathOf(...path), message };
}

/** @param more level `mandatory`, or the controls that it comes from; default: advisory, and none */
export function advice(
  rule: string,
  path: readonly PropertyKey[],
  message: string,
  fix: string,
  more: Partial<Pick<Finding, "level" | "source">> = {},
): SettingFinding {
  return finding({ rule, path: pathOf(...path), message, fix, ...more });
}

/** What a rule finds until it comes upon a faulty value. */
export function collect(find: () => Iterable<RuleResult>): RuleResult[] {
  const found: RuleResult[] = [];
  unlessFaulty(() => {
    for (const finding of find()) found.push(finding);
  });
  return found;
}

/** Judges the entries of a map or a list one by one: a fault in one hides nothing of another. */
export function* each<T>(entries: Iterable<T>, judge: (entry: T) => Iterable<RuleResult>): Iterable<RuleResult> {
  for (const entry of entries) yield* collect(() => judge(entry));
}

/** One fault for each entry of a list that came before. */
export function* duplicates(path: readonly PropertyKey[], list: readonly string[]): Iterable<Problem> {
  for (const [position, entry] of list.entries()) {
    if (list.indexOf(entry) < position) yield fault([...path, position], `${entry} is there twice; remove one`);
  }
}
