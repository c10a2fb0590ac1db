import type { AwsLogin } from "../../shared/aws-login";
import type { RegionFacts } from "../../shared/facts/regions";
import { type Finding, finding, type SettingFinding } from "../../shared/finding";
import { type Problem, pathOf } from "../../shared/problems";
import type { InvalidPaths, Path } from "../invalid";
import type { NodePoolSettings, Settings } from "../types";

/** What rules judge: a stack's settings with defaults, before the add-ons are chosen. */
export interface Stack extends Omit<Settings, "addons"> {
  readonly region: string;
  readonly regionFacts: RegionFacts;
  /** Role that deploys, and so creates the cluster, where the stack says it. */
  readonly creator?: string;
  /** How the stack signs in to AWS. Default: by the credentials of the environment. */
  readonly awsLogin?: AwsLogin;
  /** Whether Karpenter starts nodes beside those of the pools. */
  readonly karpenter: boolean;
  /** Names of all pools and teams, whether or not they are valid. */
  readonly names: { readonly nodePools: readonly string[]; readonly teams: readonly string[] };
  /** Place of each tenant in `tenants.names`. */
  readonly tenantIndex: ReadonlyMap<string, number>;
  /** Keys that the user wrote, of the two sections in which an existing thing excludes settings. */
  readonly given: { readonly network: readonly string[]; readonly cluster: readonly string[] };
}

/** Settings as parsed: where they are invalid, what stands there means nothing. */
export interface ParsedStack {
  readonly stack: Stack;
  readonly invalid: InvalidPaths;
}

/** What a rule says: a problem ends in the error report, a finding stands in the plan. */
export type RuleResult = Problem | SettingFinding;

/** One topic: judges a stack and says what is wrong with it. */
export type Rule = (parsed: ParsedStack) => Iterable<RuleResult>;

type Section = keyof Stack & string;
type KeyOf<S> = Exclude<S, false> extends object ? keyof Exclude<S, false> & string : never;

/**
 * What a rule reads: a section or a key of one, valid as a whole. With `[]` the entries of a map that are valid: a fault in one hides nothing
 * that is to be said of another. What the region is follows from `region`.
 */
export type Read = { [S in Section]: S | `${S}[]` | `${S}.${KeyOf<Stack[S]>}` | `${S}.${KeyOf<Stack[S]>}[]` }[Section];

type Plain<R extends string> = R extends `${infer Name}[]` ? Name : R;
type SectionOf<P extends string> = P extends `${infer Name}.${string}` ? Name : P;
type KeysOf<R extends string, S extends string> = Plain<R> extends infer P ? (P extends `${S}.${infer Key}` ? Key : never) : never;
type Part<T, Keys> = T extends object ? Pick<T, Keys & keyof T> : T;

/** A stack with what a rule reads, and nothing else. */
export type View<R extends Read> = {
  readonly [S in SectionOf<Plain<R>> & Section]: S extends Plain<R> ? Stack[S] : Part<Stack[S], KeysOf<R, S>>;
};

/** A rule that runs where all that it reads is valid; it cannot read anything else. */
export function rule<R extends Read>(reads: readonly R[], judge: (view: View<R>) => Iterable<RuleResult>): Rule {
  return (parsed) => {
    const stack = viewOf(parsed, reads);
    return stack ? judge(stack as unknown as View<R>) : [];
  };
}

/** A stack in which the maps that are read by their entries have the valid ones alone; undefined where something else that is read is invalid. */
export function viewOf({ stack, invalid }: ParsedStack, reads: readonly Read[]): Stack | undefined {
  let view = stack;
  for (const read of reads) {
    const path = pathOfRead(read);
    if (!read.endsWith("[]")) {
      if (invalid.within(path)) return undefined;
    } else if (invalid.at(path)) return undefined;
    else if (invalid.within(path)) view = withEntries(view, path, invalid);
  }
  return view;
}

function pathOfRead(read: Read): Path {
  return read
    .replace("[]", "")
    .replace(/^regionFacts$/, "region")
    .split(".");
}

function withEntries<T>(value: T, path: Path, invalid: InvalidPaths, [key, ...rest]: Path = path): T {
  if (typeof value !== "object" || value === null) return value;
  if (key === undefined) return Object.fromEntries(Object.entries(value).filter(([name]) => !invalid.within([...path, name]))) as T;
  return { ...value, [key]: withEntries(value[key as keyof T], path, invalid, rest) };
}

/** A rule for each pool of which it can read these keys, and what it reads besides. */
export function poolRule<Key extends keyof NodePoolSettings, R extends Read = never>(
  keys: readonly Key[],
  judge: (pool: Pick<NodePoolSettings, Key>, name: string, view: View<R>) => Iterable<RuleResult>,
  reads: readonly R[] = [],
): Rule {
  return function* (parsed) {
    const view = viewOf(parsed, reads);
    if (!view || parsed.invalid.at(["nodePools"])) return;
    for (const [name, pool] of Object.entries(parsed.stack.nodePools)) {
      if (keys.every((key) => !parsed.invalid.within(["nodePools", name, key]))) yield* judge(pool, name, view as unknown as View<R>);
    }
  };
}

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

/** One fault for each entry of a list that came before. */
export function* duplicates(path: readonly PropertyKey[], list: readonly string[]): Iterable<Problem> {
  for (const [position, entry] of list.entries()) {
    if (list.indexOf(entry) < position) yield fault([...path, position], `${entry} is there twice; remove one`);
  }
}
