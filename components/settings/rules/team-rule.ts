import type { ApplicationTeamSettings, TeamSettings } from "../types";
import {
  type KeyRead,
  type Keys,
  type ParsedStack,
  partialReads,
  type Read,
  type Rule,
  type RuleResult,
  type Stack,
  type View,
} from "./rule";
import { untilInvalid } from "./until-invalid";

type Path = (...keys: readonly PropertyKey[]) => readonly PropertyKey[];

/** Where a team stands in the stack file: a tenant is no more than its name there. */
export function placeOf({ tenantPaths }: Pick<Stack, "tenantPaths">, name: string): Path {
  const tenant = tenantPaths.get(name);
  return (...keys) => tenant ?? ["teams", name, ...keys];
}

export function isApplication(team: TeamSettings): team is ApplicationTeamSettings {
  return team.kind === "application";
}

/**
 * A rule for each team whose keys it can read. Issues that tenants of a group have in common are reported once.
 * @param validate receives the team, the path of its keys in the stack file, the other sections, and the team's name
 */
export function eachTeam<K extends KeyRead<TeamSettings>, R extends Read = never>(
  keys: readonly K[],
  validate: (team: Keys<TeamSettings, K>, at: Path, view: View<R>, name: string) => Iterable<RuleResult>,
  reads: readonly R[] = [],
): Rule {
  return forTeams(keys, validate as unknown as Check, reads);
}

/** The same for application teams alone. */
export function eachApplication<K extends KeyRead<ApplicationTeamSettings>, R extends Read = never>(
  keys: readonly K[],
  validate: (team: Keys<ApplicationTeamSettings, K>, at: Path, view: View<R>, name: string) => Iterable<RuleResult>,
  reads: readonly R[] = [],
): Rule {
  return forTeams(keys, validate as unknown as Check, reads, isApplication);
}

/** A team with what of it is valid: lists have their valid items, and an invalid key is missing. */
export interface ValidPart {
  readonly name: string;
  readonly at: Path;
  readonly team: { readonly kind: TeamSettings["kind"] } & Partial<Omit<ApplicationTeamSettings, "kind">>;
}

/** A rule across teams: an error in one team hides no error in another. */
export function acrossTeams<R extends Read = never>(
  validate: (teams: readonly ValidPart[], view: View<R>) => Iterable<RuleResult>,
  reads: readonly R[] = [],
): Rule {
  return (parsed) => {
    if (parsed.invalid.at(["teams"])) return [];
    const run = function* (view: Stack) {
      for (const result of validate(validParts(parsed), view as unknown as View<R>)) yield { ...result, at: written(result.at, parsed) };
    };
    return untilInvalid(parsed, partialReads(reads), run);
  };
}

/** The valid items of a list of a team, by their indexes. */
const keptOf = (list: readonly unknown[], path: readonly PropertyKey[], { invalid }: ParsedStack) =>
  [...list.keys()].filter((position) => !invalid.within([...path, position]));

/** A path with the index that an item has in the settings. */
function written(at: readonly PropertyKey[], parsed: ParsedStack): readonly PropertyKey[] {
  const [section, name, key, position, ...rest] = at;
  const list = section === "teams" && (parsed.stack.teams[String(name)] as unknown as Readonly<Record<PropertyKey, unknown>>)?.[key!];
  if (!Array.isArray(list) || typeof position !== "number") return at;
  const above = [section!, name!, key!];
  return [...above, keptOf(list, above, parsed)[position]!, ...rest];
}

function validParts(parsed: ParsedStack): ValidPart[] {
  const { stack, invalid } = parsed;
  return Object.entries(stack.teams)
    .filter(([name]) => !invalid.at(["teams", name]))
    .map(([name, team]) => {
      const keys = Object.entries(team).filter(([key]) => !invalid.at(["teams", name, key]));
      const valid = keys.map(([key, value]: [string, unknown]) => {
        const path = ["teams", name, key];
        return [key, Array.isArray(value) ? keptOf(value, path, parsed).map((position) => value[position]) : value];
      });
      return { name, at: placeOf(stack, name), team: Object.fromEntries(valid) as ValidPart["team"] };
    });
}

type Check = (team: TeamSettings, at: Path, view: Stack, name: string) => Iterable<RuleResult>;

function forTeams(
  keys: readonly string[],
  validate: Check,
  reads: readonly Read[],
  concerns: (team: TeamSettings) => boolean = () => true,
): Rule {
  return function* (parsed) {
    const { stack, invalid } = parsed;
    if (invalid.at(["teams"])) return;
    const reported = new Set<string>();
    for (const [name, team] of Object.entries(stack.teams)) {
      if (!concerns(team) || (keys.length > 0 && invalid.at(["teams", name]))) continue;
      const partial = [...partialReads(keys, ["teams", name]), ...partialReads(reads)];
      const run = (view: Stack) => validate(view.teams[name]!, placeOf(stack, name), view, name);
      for (const result of untilInvalid(parsed, partial, run)) {
        const place = result.at[0] === "tenants" ? result.at.slice(0, -1).join(".") : result.path; // of the tenants with the same template
        const key = `${place} ${result.message}`;
        if (!reported.has(key)) yield result;
        reported.add(key);
      }
    }
  };
}
