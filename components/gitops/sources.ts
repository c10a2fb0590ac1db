import type { GitopsSettings } from "../settings/types";

/** A directory of a Git repository at a revision. */
export interface GitSource {
  readonly repo: string;
  /** `.` for the whole repository. */
  readonly path: string;
  readonly revision: string;
}

export type Credentials = NonNullable<GitopsSettings["credentials"]>;

/** Sources of a team's workloads. */
export interface TeamSource extends GitSource {
  /** All repositories from which its workloads may come. */
  readonly repositories: readonly string[];
  /** Kinds that it deploys in addition to workloads. */
  readonly kinds: GitopsSettings["teams"][string]["kinds"];
  /** Its own credentials; none if it shares the environment's repository or reads a public one. */
  readonly credentials?: Credentials;
  /** Whether it is the environment's repository, read with the environment's credentials. */
  readonly shared: boolean;
}

/** A subdirectory. */
export function below(path: string, inner: string): string {
  return path === "." ? inner : `${path}/${inner}`;
}

/** Directory of the teams, next to the environment's own workloads. */
export function teamsPath({ path }: GitSource): string {
  return below(path, "teams");
}

export function teamSource(settings: GitopsSettings, team: string): TeamSource {
  const own = settings.teams[team];
  const elsewhere = own?.repo !== undefined && own.repo !== settings.repo;
  const repo = own?.repo ?? settings.repo;
  return {
    repo,
    path: own?.path ?? (elsewhere ? "." : below(teamsPath(settings), team)),
    revision: own?.revision ?? (elsewhere ? "main" : settings.revision),
    repositories: [...new Set([repo, ...(own?.repositories ?? [])])],
    kinds: own?.kinds ?? [],
    credentials: own?.credentials,
    shared: !elsewhere && own?.credentials === undefined,
  };
}

/**
 * Directories of teams, and charts of tenants, below the environment's path, which must not be deployed with the environment's permissions.
 * @param charts directories of the tenants' charts
 */
export function foreignPaths(settings: GitopsSettings, charts: readonly string[]): string[] {
  const teams = teamsPath(settings);
  const own = Object.keys(settings.teams)
    .map((team) => teamSource(settings, team))
    .filter(({ repo, path }) => repo === settings.repo && within(path, settings.path) && !within(path, teams))
    .map(({ path }) => path);
  const ofTenants = charts.filter((path) => within(path, settings.path) && !within(path, teams));
  return [teams, ...new Set([...own, ...ofTenants])];
}

function within(inner: string, outer: string): boolean {
  return outer === "." || inner === outer || inner.startsWith(`${outer}/`);
}
