import type { RegionFacts } from "../../shared/facts/regions";
import { type Problem, pathOf, type Warning } from "../../shared/problems";
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

export type Finding = Problem | Warning;

/** One topic: judges a stack and says what is wrong with it. It reads nothing that it does not need. */
export type Rule = (stack: Stack) => Iterable<Finding>;

/** The same for one pool; a fault in one pool hides nothing of another. */
export type PoolRule = (pool: NodePoolSettings, name: string, stack: Stack) => Iterable<Finding>;

export function fault(path: readonly PropertyKey[], message: string): Problem {
  return { path: pathOf(...path), message };
}

export function advice(rule: string, path: readonly PropertyKey[], message: string): Warning {
  return { rule, path: pathOf(...path), message };
}

/** What a rule finds until it comes upon a faulty value. */
export function collect(find: () => Iterable<Finding>): Finding[] {
  const found: Finding[] = [];
  unlessFaulty(() => {
    for (const finding of find()) found.push(finding);
  });
  return found;
}

/** Judges the entries of a map or a list one by one: a fault in one hides nothing of another. */
export function* each<T>(entries: Iterable<T>, judge: (entry: T) => Iterable<Finding>): Iterable<Finding> {
  for (const entry of entries) yield* collect(() => judge(entry));
}

/** One fault for each entry of a list that came before. */
export function* duplicates(path: readonly PropertyKey[], list: readonly string[]): Iterable<Problem> {
  for (const [position, entry] of list.entries()) {
    if (list.indexOf(entry) < position) yield fault([...path, position], `${entry} is there twice; remove one`);
  }
}
