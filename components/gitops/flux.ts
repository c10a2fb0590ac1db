import type { GitopsSettings } from "../settings/types";
import { configMapName } from "./config-map";
import { type Credentials, foreignPaths, type GitSource, type TeamSource } from "./sources";

/** An object of Flux, as plain data. */
export interface FluxObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** How a repository is read. */
export interface RepositoryLogin {
  /** Name of the Secret. */
  readonly secret: string;
  /** Whether it holds the key of a GitHub App. */
  readonly githubApp: boolean;
}

export function repositoryLogin(secret: string, credentials: Credentials | undefined): RepositoryLogin | undefined {
  return credentials && { secret, githubApp: credentials.githubApp !== undefined };
}

export const fluxNamespace = "flux-system";

const platform = "platform";

/** Service account of Flux itself: administrator of the cluster. */
const administrator = "kustomize-controller";

/** Name of a team's objects in Flux's namespace, including its service account. */
export function teamObjects(team: string): string {
  return `team-${team}`;
}

/** The ClusterRole of a team's service account in each of its namespaces: the shared one, or one with the additional kinds of this team. */
export function deployRole(team: string, { kinds }: TeamSource): string {
  return kinds.length > 0 ? `eks-blueprints-deploy-${team}` : "eks-blueprints-deploy";
}

/** The environment's directory without the directories of teams, which Flux would deploy with the environment's permissions. */
export function createPlatformRepository(
  settings: GitopsSettings,
  login: RepositoryLogin | undefined,
  charts: readonly string[],
): FluxObject {
  const ignore = foreignPaths(settings, charts)
    .map((path) => `/${path}/\n`)
    .join("");
  return gitRepository(platform, settings, login, { ignore });
}

/** The environment's directory, in which variables such as `${aws_region}` are replaced by values of the environment. */
export function createPlatformKustomization({ path }: GitSource): FluxObject {
  return kustomization(platform, path, {
    serviceAccountName: administrator,
    postBuild: { substituteFrom: [{ kind: "ConfigMap", name: configMapName }] },
  });
}

export function createTeamRepository(team: string, source: TeamSource, login: RepositoryLogin | undefined): FluxObject {
  return gitRepository(teamObjects(team), source, login);
}

/** With several namespaces each manifest must name its own; with one it is the default. */
export function createTeamKustomization(team: string, namespaces: readonly string[], { path }: TeamSource): FluxObject {
  const [only] = namespaces;
  return kustomization(teamObjects(team), path, {
    serviceAccountName: teamObjects(team),
    ...(namespaces.length === 1 && { targetNamespace: only }),
  });
}

export function gitRepository(
  name: string,
  { repo, revision }: GitSource,
  login: RepositoryLogin | undefined,
  more: object = {},
): FluxObject {
  return fluxObject("source.toolkit.fluxcd.io/v1", "GitRepository", name, {
    interval: "5m",
    url: fluxUrl(repo),
    ref: reference(revision),
    ...(login?.githubApp && { provider: "github" }), // gets a token of the App
    ...(login && { secretRef: { name: login.secret } }),
    ...more,
  });
}

function kustomization(name: string, path: string, more: object): FluxObject {
  return fluxObject("kustomize.toolkit.fluxcd.io/v1", "Kustomization", name, {
    interval: "10m",
    retryInterval: "1m",
    timeout: "5m",
    path: path === "." ? "./" : `./${path}`,
    prune: true,
    sourceRef: { kind: "GitRepository", name },
    ...more,
  });
}

/** Flux does not accept the short form of SSH URLs: `git@github.com:example/clusters`. */
export function fluxUrl(repo: string): string {
  return repo.includes("://") ? repo : `ssh://${repo.replace(":", "/")}`;
}

/** A commit if it looks like a hash, a tag if it looks like a version, otherwise a branch. */
export function reference(revision: string): Readonly<Record<string, string>> {
  if (/^[0-9a-f]{40}$/.test(revision)) return { commit: revision };
  if (revision.startsWith("refs/")) return { name: revision };
  if (/^v?\d+\.\d+\.\d+([-+][\w.-]+)?$/.test(revision)) return { tag: revision };
  return { branch: revision };
}

export function fluxObject(apiVersion: string, kind: string, name: string, spec: FluxObject["spec"]): FluxObject {
  return { apiVersion, kind, metadata: { name, namespace: fluxNamespace }, spec };
}
