import { pathOf } from "../../shared/problems";
import type { ApplicationTeamSettings, TeamSettings } from "../types";
import { type Read, type Rule, type RuleResult, type Stack, type View, viewOf } from "./rule";

type Path = (...keys: readonly PropertyKey[]) => readonly PropertyKey[];

/** Where a team stands in the stack file: a tenant is no more than its name there. */
export function placeOf({ tenantIndex }: Pick<Stack, "tenantIndex">, name: string): Path {
  const tenant = tenantIndex.get(name);
  return (...keys) => (tenant === undefined ? ["teams", name, ...keys] : ["tenants", "names", tenant]);
}

export function isApplication(team: TeamSettings): team is ApplicationTeamSettings {
  return team.kind === "application";
}

/**
 * A rule for each team of which it can read these keys, and what it reads besides. What tenants have in common is said once.
 * @param judge is handed the team, where in the stack file a key of it stands, what it reads besides, and the team's name
 */
export function eachTeam<Key extends keyof TeamSettings, R extends Read = never>(
  keys: readonly Key[],
  judge: (team: Pick<TeamSettings, Key>, at: Path, view: View<R>, name: string) => Iterable<RuleResult>,
  reads: readonly R[] = [],
): Rule {
  return forTeams(keys, judge as unknown as Judge, reads);
}

/** The same for application teams alone. */
export function eachApplication<Key extends keyof ApplicationTeamSettings, R extends Read = never>(
  keys: readonly Key[],
  judge: (team: Pick<ApplicationTeamSettings, Key>, at: Path, view: View<R>, name: string) => Iterable<RuleResult>,
  reads: readonly R[] = [],
): Rule {
  return forTeams(keys, judge as unknown as Judge, reads, isApplication);
}

type Judge = (team: TeamSettings, at: Path, view: Stack, name: string) => Iterable<RuleResult>;

function forTeams(
  keys: readonly string[],
  judge: Judge,
  reads: readonly Read[],
  concerns: (team: TeamSettings) => boolean = () => true,
): Rule {
  return function* (parsed) {
    const { stack, invalid } = parsed;
    const view = viewOf(parsed, reads);
    if (!view || invalid.at(["teams"])) return;
    const said = new Set<string>();
    for (const [name, team] of Object.entries(stack.teams)) {
      if (!concerns(team) || keys.some((key) => invalid.within(["teams", name, key]))) continue;
      for (const result of judge(team, placeOf(stack, name), view, name)) {
        const key = result.path.startsWith(pathOf("tenants", "names")) ? result.message : `${result.path} ${result.message}`;
        if (!said.has(key)) yield result;
        said.add(key);
      }
    }
  };
}
