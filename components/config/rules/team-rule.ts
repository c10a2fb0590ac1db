import { pathOf } from "../../shared/problems";
import { unlessFaulty } from "../guard";
import type { ApplicationTeamSettings, TeamSettings } from "../types";
import type { Rule, RuleResult, Stack } from "./rule";

type Path = (...keys: readonly PropertyKey[]) => readonly PropertyKey[];

/** Judges one team. `at` says where in the stack file a key of it stands. */
export type TeamRule<Team extends TeamSettings = TeamSettings> = (team: Team, at: Path, stack: Stack, name: string) => Iterable<RuleResult>;

/** Where a team stands in the stack file: a tenant is no more than its name there. */
export function placeOf({ tenants }: Stack, name: string): Path {
  const tenant = unlessFaulty(() => tenants.names.indexOf(name)) ?? -1;
  return (...keys) => (tenant < 0 ? ["teams", name, ...keys] : ["tenants", "names", tenant]);
}

export function isApplication(team: TeamSettings): team is ApplicationTeamSettings {
  return team.kind === "application";
}

/** What a function reads of each team, without those where it comes upon a faulty value. */
export function* ofTeams<T>(stack: Stack, read: (team: TeamSettings, name: string) => T): Iterable<T> {
  for (const [name, team] of Object.entries(stack.teams)) {
    const found = unlessFaulty(() => read(team, name));
    if (found !== undefined) yield found;
  }
}

/** A rule for each team; a fault in one hides nothing of another. What tenants have in common is said once. */
export function eachTeam(rule: TeamRule): Rule {
  return function* (stack) {
    const said = new Set<string>();
    for (const findings of ofTeams(stack, (team, name) => [...rule(team, placeOf(stack, name), stack, name)])) {
      for (const finding of findings) {
        const key = finding.path.startsWith(pathOf("tenants", "names")) ? finding.message : `${finding.path} ${finding.message}`;
        if (!said.has(key)) yield finding;
        said.add(key);
      }
    }
  };
}

/** The same for application teams alone. */
export function eachApplication(rule: TeamRule<ApplicationTeamSettings>): Rule {
  return eachTeam(function* (team, ...rest) {
    if (isApplication(team)) yield* rule(team, ...rest);
  });
}
