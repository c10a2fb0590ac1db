import type { GitopsSettings } from "../settings/types";
import { allowedKinds } from "./kinds";
import { below, foreignPaths, type GitSource, type TeamSource } from "./sources";

/** An object of Argo CD, as plain data. */
export interface ArgocdObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string; readonly namespace: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

export const argocdNamespace = "argocd";

/** The cluster in which Argo CD runs. */
export const ownCluster = "https://kubernetes.default.svc";

/** Project of the environment's own applications. */
export const platformProject = "platform";

/** The environment can deploy any kind into any namespace: write access to its directory is full access to the cluster. */
export function createPlatformProject(): ArgocdObject {
  return project(platformProject, {
    description: "What the environment itself runs",
    sourceRepos: ["*"],
    destinations: [{ server: ownCluster, namespace: "*" }],
    clusterResourceWhitelist: [{ group: "*", kind: "*" }],
  });
}

/** A team's applications may come only from its repositories, and deploy only to its namespaces. */
export function createTeamProject(team: string, namespaces: readonly string[], { repositories, kinds }: TeamSource): ArgocdObject {
  return project(projectOf(team), {
    description: `Team ${team}`,
    sourceRepos: [...repositories],
    destinations: namespaces.map((namespace) => ({ server: ownCluster, namespace })),
    clusterResourceWhitelist: [],
    namespaceResourceWhitelist: allowedKinds(kinds),
  });
}

export function projectOf(team: string): string {
  return `team-${team}`;
}

/** The app of apps: manifests directly in the environment's directory, such as additional Applications. */
export function createRootApplication({ repo, path, revision }: GitSource): ArgocdObject {
  return argocdApplication(platformProject, {
    project: platformProject,
    source: { repoURL: repo, targetRevision: revision, path },
    destination: { server: ownCluster, namespace: argocdNamespace },
  });
}

/** An application of its own, without a generator. */
export function argocdApplication(name: string, spec: ArgocdObject["spec"]): ArgocdObject {
  return object("Application", name, { ...spec, syncPolicy: automatic });
}

/**
 * An application for each directory of the environment, in the namespace of that name.
 * @param charts directories of the tenants' charts
 */
export function createPlatformSet(settings: GitopsSettings, charts: readonly string[]): ArgocdObject {
  const { path } = settings;
  const directories = [{ path: below(path, "*") }, ...foreignPaths(settings, charts).map((foreign) => ({ path: foreign, exclude: true }))];
  return applicationSet(platformProject, settings, directories, {
    project: platformProject,
    namespace: "{{.path.basenameNormalized}}",
    syncOptions: ["CreateNamespace=true", "ServerSideApply=true"],
  });
}

/** An application for each directory of a team, in its first namespace unless the manifests name another namespace of the team. */
export function createTeamSet(team: string, namespaces: readonly string[], source: TeamSource): ArgocdObject {
  return applicationSet(projectOf(team), source, [{ path: below(source.path, "*") }], {
    project: projectOf(team),
    namespace: namespaces[0]!,
    syncOptions: ["ServerSideApply=true"],
  });
}

const automatic = { automated: { prune: true, selfHeal: true }, syncOptions: ["ServerSideApply=true"] };

/** The project is fixed, never a template: otherwise a directory could choose another one. Names of teams contain no dots. */
function applicationSet(
  name: string,
  { repo, revision }: GitSource,
  directories: readonly object[],
  { project, namespace, syncOptions }: { readonly project: string; readonly namespace: string; readonly syncOptions: readonly string[] },
): ArgocdObject {
  return object("ApplicationSet", name, {
    goTemplate: true,
    goTemplateOptions: ["missingkey=error"],
    generators: [{ git: { repoURL: repo, revision, directories } }],
    template: {
      metadata: { name: `${name}.{{.path.basenameNormalized}}` },
      spec: {
        project,
        source: { repoURL: repo, targetRevision: revision, path: "{{.path.path}}" },
        destination: { server: ownCluster, namespace },
        syncPolicy: { ...automatic, syncOptions },
      },
    },
  });
}

/** With the finalizer a project exists until its last application and that application's resources are deleted. */
function project(name: string, spec: ArgocdObject["spec"]): ArgocdObject {
  const { metadata, ...rest } = object("AppProject", name, spec);
  return { ...rest, metadata: { ...metadata, ...finalized } };
}

const finalized = { finalizers: ["resources-finalizer.argocd.argoproj.io"] };

function object(kind: string, name: string, spec: ArgocdObject["spec"]): ArgocdObject {
  const metadata = { name, namespace: argocdNamespace, ...(kind === "Application" && finalized) };
  return { apiVersion: "argoproj.io/v1alpha1", kind, metadata, spec };
}
