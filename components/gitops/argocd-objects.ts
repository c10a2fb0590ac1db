import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import {
  argocdNamespace,
  createPlatformProject,
  createPlatformSet,
  createRootApplication,
  createTeamProject,
  createTeamSet,
  ownCluster,
  projectOf,
} from "./argocd";
import { bridgeLabels, bridgeValues } from "./bridge";
import { bridgeConfigMap } from "./config-map";
import { logsIn, repositorySecret } from "./credentials";
import { type Credentials, teamSource } from "./sources";
import { createTenantApplication } from "./tenants";
import { chartPaths, type GitOpsArgs, type GitopsTeam } from "./types";

/** Parent component and Kubernetes provider of the objects. */
type Options = pulumi.CustomResourceOptions;

/** The objects of Argo CD for an environment: its repository, its own cluster with the values of the environment, and its applications. */
export function argocdObjects(name: string, args: GitOpsArgs, opts: Options): void {
  const { settings, teams, bridge } = args;
  const known = [
    ...login(`${name}-repository`, "platform-repository", settings.repo, settings.credentials, opts),
    bridgeConfigMap(`${name}-environment`, argocdNamespace, bridge, opts),
    cluster(`${name}-cluster`, args, opts),
  ];
  const project = custom(`${name}-platform`, createPlatformProject(), { ...opts, dependsOn: known });
  custom(`${name}-platform`, createRootApplication(settings), { ...opts, dependsOn: project });
  custom(`${name}-platform`, createPlatformSet(settings, chartPaths(args)), { ...opts, dependsOn: project });
  for (const [team, about] of Object.entries(teams)) teamObjects(`${name}-team-${team}`, team, about, args, { ...opts, dependsOn: known });
}

function teamObjects(
  name: string,
  team: string,
  { namespaces, ready, application }: GitopsTeam,
  { settings }: GitOpsArgs,
  opts: Options & { dependsOn: pulumi.Resource[] },
): void {
  const source = teamSource(settings, team);
  const dependsOn = [...opts.dependsOn, ...ready];
  const repositories = application ? [...new Set([...source.repositories, application.repo])] : source.repositories;
  const project = custom(name, createTeamProject(team, namespaces, { ...source, repositories }), { ...opts, dependsOn });
  const own = login(`${name}-repository`, `${projectOf(team)}-repository`, source.repo, source.credentials, opts, projectOf(team));
  custom(name, createTeamSet(team, namespaces, source), { ...opts, dependsOn: [project, ...own] });
  if (application)
    custom(`${name}-application`, createTenantApplication(team, namespaces[0]!, application), { ...opts, dependsOn: [project] });
}

/** @param project the only one whose applications may use it; default all */
function login(
  name: string,
  secret: string,
  repo: string,
  credentials: Credentials | undefined,
  opts: Options,
  project?: string,
): pulumi.Resource[] {
  if (!credentials || !logsIn(credentials)) return []; // a certificate authority alone is configured in the chart
  const about = { type: "git", url: repo, ...(project !== undefined && { project }) };
  const labels = { "argocd.argoproj.io/secret-type": "repository" };
  const described = { name: secret, namespace: argocdNamespace, repo, credentials, labels, about, engine: "argocd" as const };
  return [repositorySecret(name, described, opts)];
}

/** The cluster Secret of Argo CD's own cluster: generators of ApplicationSets read its labels and annotations. */
function cluster(name: string, { bridge }: GitOpsArgs, opts: Options): k8s.core.v1.Secret {
  return new k8s.core.v1.Secret(
    name,
    {
      metadata: {
        name: "in-cluster",
        namespace: argocdNamespace,
        labels: { "argocd.argoproj.io/secret-type": "cluster", ...bridgeLabels(bridge) },
        annotations: bridgeValues(bridge),
      },
      type: "Opaque",
      stringData: { name: "in-cluster", server: ownCluster, config: JSON.stringify({ tlsClientConfig: { insecure: false } }) },
    },
    opts,
  );
}

function custom(name: string, object: k8s.apiextensions.CustomResourceArgs, opts: Options): pulumi.CustomResource {
  return new k8s.apiextensions.CustomResource(name, object, opts);
}
