import { coversAction } from "../../policy/iam-document";
import { conditionsOf, isAbout, type Statement, textsOf } from "./iam-document";
import { actionsOf } from "./tables";
import type { AccessLevel, AwsGrant, LevelGrant, PathStep } from "./types";

/** A policy of a principal: its statements, unless they are not known, and how the principal comes by it. */
export interface HeldPolicy {
  readonly statements: readonly Statement[] | undefined;
  readonly path: readonly PathStep[];
}

/** What limits the policies of a principal. */
export interface Boundary {
  readonly step: PathStep;
  /** Undefined where its content is not known. */
  readonly statements: readonly Statement[] | undefined;
}

/**
 * What policies allow and deny, by statement and service. Actions that a boundary does not allow, or that a statement denies on all resources
 * without condition, are not counted.
 */
export function awsGrants(policies: readonly HeldPolicy[], boundary?: Boundary): AwsGrant[] {
  const denials = policies.flatMap(({ statements = [] }) => statements.filter(deniesEverywhere));
  const limits = boundary?.statements;
  const remains = (action: string) =>
    !denials.some((statement) => isAbout(statement, action)) && (limits === undefined || isAllowed(limits, action));
  return policies.flatMap(({ statements = [], path }) => {
    const steps = boundary ? [...path, boundary.step] : path;
    return statements.flatMap((statement) => grantsOf(statement, statement.Effect === "Deny" ? path : steps, remains));
  });
}

function deniesEverywhere({ Effect, Resource, Condition }: Statement): boolean {
  return Effect === "Deny" && textsOf(Resource).includes("*") && (Condition === undefined || Object.keys(Condition).length === 0);
}

function isAllowed(statements: readonly Statement[], action: string): boolean {
  const about = (effect: string) => statements.some((statement) => statement.Effect === effect && isAbout(statement, action));
  return about("Allow") && !statements.some((statement) => deniesEverywhere(statement) && isAbout(statement, action));
}

function grantsOf(statement: Statement, path: readonly PathStep[], remains: (action: string) => boolean): AwsGrant[] {
  const effect = statement.Effect === "Deny" ? "Deny" : "Allow";
  const common = {
    resources: textsOf(statement.Resource),
    ...(statement.NotResource !== undefined && { exceptResources: textsOf(statement.NotResource) }),
    conditions: conditionsOf(statement),
    path,
  };
  if (statement.NotAction !== undefined) {
    return [{ effect, service: "*", levels: everything, except: textsOf(statement.NotAction), ...common }];
  }
  const counts = effect === "Allow" ? remains : () => true;
  return [...byService(textsOf(statement.Action))].flatMap(([service, patterns]): AwsGrant[] => {
    if (service === "*") return [{ effect, service, levels: everything, ...common }];
    const known = actionsOf(service) ?? [];
    const levels: Partial<Record<AccessLevel, LevelGrant>> = {};
    const listed = new Set<string>();
    const matches = matcher(patterns);
    for (const [level, names] of known) {
      const found = names.filter(matches);
      const actions = patterns.filter((pattern) => found.some((name) => coversAction(pattern, name)));
      for (const pattern of actions) listed.add(pattern);
      const count = found.filter((name) => counts(`${service}:${name}`)).length;
      if (count > 0) levels[level] = { actions, count, of: names.length };
    }
    const unlisted = patterns.filter((pattern) => !listed.has(pattern));
    if (Object.keys(levels).length === 0 && unlisted.length === 0) return [];
    return [{ effect, service, levels, ...(unlisted.length > 0 && { unlisted }), ...common }];
  });
}

/** Whether a name fits one of some patterns; most patterns are names. */
function matcher(patterns: readonly string[]): (name: string) => boolean {
  const globs = patterns.filter((pattern) => /[*?]/.test(pattern));
  const names = new Set(patterns.map((pattern) => pattern.toLowerCase()));
  return (name) => names.has(name.toLowerCase()) || globs.some((pattern) => coversAction(pattern, name));
}

/** Names of a service's actions of a level that fit one of some patterns. */
export function matching(service: string, level: AccessLevel, patterns: readonly string[]): string[] {
  return (actionsOf(service) ?? []).flatMap(([own, names]) => (own === level ? names.filter(matcher(patterns)) : []));
}

const all: LevelGrant = { actions: ["*"], count: null, of: null };
const everything: Readonly<Record<AccessLevel, LevelGrant>> = {
  list: all,
  read: all,
  write: all,
  tagging: all,
  permissionsManagement: all,
};

/** Patterns of actions without their service, by service; `*` for all services. */
function byService(actions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const action of actions) {
    const [prefix = "", name] = action.includes(":")
      ? [action.slice(0, action.indexOf(":")), action.slice(action.indexOf(":") + 1)]
      : [action];
    const service = /^\*+$/.test(prefix) ? "*" : prefix.toLowerCase();
    found.set(service, [...(found.get(service) ?? []), name ?? "*"]);
  }
  return found;
}
