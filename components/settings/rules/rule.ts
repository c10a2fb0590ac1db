import type { RegionFacts } from "../../reference/regions";
import type { AwsLogin } from "../../util/aws-login";
import { autoModePoolsOf, type CapacityProfile, capacityProfile } from "../../util/capacity-profile";
import { type Finding, finding, type SettingFinding } from "../../util/finding";
import { lazily } from "../../util/lazy";
import { pathOf, type ValidationIssue } from "../../util/settings-error";

import type {
  AutoModePoolSettings,
  ClusterSettings,
  FargateProfileSettings,
  NodePoolSettings,
  ServiceAccountSettings,
  Settings,
} from "../types";
import type { InvalidPaths, Path } from "../validation/invalid";
import { untilInvalid } from "./until-invalid";

/** The input of rules: a stack's settings with defaults, before add-ons are selected. */
export interface Stack extends Omit<Settings, "addons"> {
  readonly region: string;
  readonly regionFacts: RegionFacts;
  /** Role that deploys, and so creates the cluster, if the stack names it. */
  readonly creator?: string;
  /** How the stack signs in to AWS. Default: with the credentials of the environment. */
  readonly awsLogin?: AwsLogin;
  /** Whether Karpenter starts nodes in addition to the pools. */
  readonly karpenter: boolean;
  /** Whether the load balancer that Ingresses share has only private addresses. */
  readonly internalAlb: boolean;
  /** Names of all pools, profiles and teams, whether or not they are valid. */
  readonly names: {
    readonly nodePools: readonly string[];
    readonly karpenterPools: readonly string[];
    readonly karpenterWindowsPools: readonly string[];
    readonly autoModePools: readonly string[];
    readonly fargate: readonly string[];
    readonly teams: readonly string[];
    readonly platformTeams: readonly string[];
  };
  /** Where each tenant stands in section `tenants`, by name. */
  readonly tenantPaths: ReadonlyMap<string, Path>;
  /** Keys that the user wrote in the two sections in which `existing` excludes settings. */
  readonly given: { readonly network: readonly string[]; readonly cluster: readonly string[] };
}

export function namesOf(
  { cluster, nodePools, fargate, teams }: Pick<Stack, "cluster" | "nodePools" | "fargate" | "teams">,
  karpenterPools: readonly string[] = [],
  karpenterWindowsPools: readonly string[] = [],
): Stack["names"] {
  return {
    nodePools: Object.keys(nodePools),
    karpenterPools,
    karpenterWindowsPools,
    autoModePools: Object.keys(autoModePoolsOf(cluster.autoMode)),
    fargate: Object.keys(fargate),
    teams: Object.keys(teams),
    platformTeams: Object.keys(teams).filter((name) => teams[name]!.kind === "platform"),
  };
}

/** Parsed settings: the values at invalid paths have no meaning. */
export interface ParsedStack {
  readonly stack: Stack;
  readonly invalid: InvalidPaths;
}

/** The result of a rule: an issue is part of the error report, a finding is part of the plan. */
export type RuleResult = (ValidationIssue | SettingFinding) & {
  /** The path as keys, in the settings as parsed. */
  readonly at: Path;
};

/** Validates one topic. */
export type Rule = (parsed: ParsedStack) => Iterable<RuleResult>;

type Section = keyof Stack & string;
type KeyOf<S> = Exclude<S, false> extends object ? keyof Exclude<S, false> & string : never;

/**
 * What a rule reads: a section or a key of it. What of it the rule looks at must be valid. With `[]`: the valid entries of a map or items of a
 * list, so that an issue in one hides nothing about the others.
 */
export type Read = { [S in Section]: S | `${S}[]` | `${S}.${KeyOf<Stack[S]>}` | `${S}.${KeyOf<Stack[S]>}[]` }[Section];

type Plain<R extends string> = R extends `${infer Name}[]` ? Name : R;
type SectionOf<P extends string> = P extends `${infer Name}.${string}` ? Name : P;
type KeysOf<R extends string, S extends string> = Plain<R> extends infer P ? (P extends `${S}.${infer Key}` ? Key : never) : never;
type Part<T, Keys> = T extends object ? Pick<T, Keys & keyof T> : T;

/** The parts of a stack that a rule reads. */
export type View<R extends Read> = {
  readonly [S in SectionOf<Plain<R>> & Section]: S extends Plain<R> ? Stack[S] : Part<Stack[S], KeysOf<R, S>>;
};

/** A rule. It runs until it reads something invalid, so it needs valid what it reads and no more. It can read nothing but what it declares. */
export function rule<R extends Read>(reads: readonly R[], validate: (view: View<R>) => Iterable<RuleResult>): Rule {
  return (parsed) => untilInvalid(parsed, partialReads(reads), (view) => validate(view as unknown as View<R>));
}

/** Keys of an entry that a rule reads, as in `Read`: `size` as a whole, or `size.min` alone. */
export type KeyRead<T> =
  | (keyof T & string)
  | `${keyof T & string}[]`
  | { [P in keyof T & string]: `${P}.${KeyOf<T[P]>}` }[keyof T & string];
export type Keys<T, K extends string> = Pick<T, Plain<K> & keyof T> & {
  readonly [P in SectionOf<Extract<K, `${string}.${string}`>> & keyof T]: Part<T[P], KeysOf<K, P & string>>;
};

type EntryRule<T> = <K extends KeyRead<T>, R extends Read = never>(
  keys: readonly K[],
  validate: (entry: Keys<T, K>, name: string, view: View<R>) => Iterable<RuleResult>,
  reads?: readonly R[],
) => Rule;

/** Rules for each entry of a map, with other parts of the stack. */
function entryRule<T>(path: Path, entriesOf: (stack: Stack) => Readonly<Record<string, T>>): EntryRule<T> {
  return (keys, validate, reads = []) =>
    function* (parsed) {
      if (parsed.invalid.at(path)) return;
      for (const name of Object.keys(entriesOf(parsed.stack))) {
        const place = [...path, name];
        if (keys.length > 0 && parsed.invalid.at(place)) continue;
        const partial = [...partialReads(keys, place), ...partialReads(reads)];
        yield* untilInvalid(parsed, partial, (view) => validate(entriesOf(view)[name] as never, name, view as never));
      }
    };
}

/** Paths of the maps and lists that a rule reads by entry. @param above path of what the reads begin in */
export function partialReads(reads: readonly string[], above: Path = []): Path[] {
  return reads.filter((read) => read.endsWith("[]")).map((read) => [...above, ...read.slice(0, -2).split(".")]);
}

export const poolRule = entryRule<NodePoolSettings>(["nodePools"], ({ nodePools }) => nodePools);
export const profileRule = entryRule<FargateProfileSettings>(["fargate"], ({ fargate }) => fargate);
export const serviceAccountRule = entryRule<ServiceAccountSettings>(["serviceAccounts"], ({ serviceAccounts }) => serviceAccounts);
export const autoModeRule = entryRule<AutoModePoolSettings>(["cluster", "autoMode", "pools"], ({ cluster }) =>
  autoModePoolsOf(cluster.autoMode),
);
export const accessRule = entryRule<ClusterSettings["access"][string]>(["cluster", "access"], ({ cluster }) => cluster.access);

/** Where pods can run, by the names of pools and profiles, including invalid ones. */
export function capacityByName({
  cluster,
  names,
}: Pick<Stack, "names"> & { cluster: Pick<ClusterSettings, "autoMode" | "existing"> }): CapacityProfile {
  const named = (all: readonly string[]) => Object.fromEntries(all.map((name) => [name, true]));
  const settings = { cluster: () => cluster, nodePools: () => named(names.nodePools), fargate: () => named(names.fargate) };
  return capacityProfile(lazily<Parameters<typeof capacityProfile>[0]>(settings));
}

export function issue(at: Path, message: string): ValidationIssue & { readonly at: Path } {
  return { at, path: pathOf(...at), message };
}

/** @param more level `mandatory`, or controls; default: advisory, and none */
export function advice(
  rule: string,
  path: readonly PropertyKey[],
  message: string,
  fix: string,
  more: Partial<Pick<Finding, "level" | "source">> = {},
): SettingFinding & { readonly at: Path } {
  return { at: path, ...finding({ rule, path: pathOf(...path), message, fix, ...more }) };
}

/** One issue for each repeated entry of a list. */
export function* duplicates(path: readonly PropertyKey[], list: readonly string[]): Iterable<RuleResult> {
  for (const [position, entry] of list.entries()) {
    if (list.indexOf(entry) < position) yield issue([...path, position], `duplicate entry ${entry}; remove one`);
  }
}
