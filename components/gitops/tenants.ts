import type { Input } from "@pulumi/pulumi";
import { cutName } from "../util/truncate-name";
import { type ArgocdObject, argocdApplication, ownCluster, projectOf } from "./argocd";
import { type FluxObject, fluxNamespace, fluxObject, gitRepository, type RepositoryLogin, teamObjects } from "./flux";
import type { GitSource } from "./sources";

/** A Helm chart in the environment's repository that is installed for a tenant. */
export interface TenantApplication extends GitSource {
  readonly values: Input<Readonly<Record<string, unknown>>>;
}

/** Longest name of a Helm release. */
const longestRelease = 53;

/** Names of teams contain no dots, and those of a team's other applications one. */
export function tenantObjects(team: string): string {
  return `tenant-${team}`;
}

const releaseOf = (team: string) => cutName(tenantObjects(team), longestRelease);

/** Argo CD deletes the chart's resources before the Application. */
export function createTenantApplication(team: string, namespace: string, application: TenantApplication): ArgocdObject {
  const { repo, path, revision, values } = application;
  return argocdApplication(tenantObjects(team), {
    project: projectOf(team),
    source: { repoURL: repo, targetRevision: revision, path, helm: { releaseName: releaseOf(team), valuesObject: values } },
    destination: { server: ownCluster, namespace },
  });
}

/** The chart's source in Flux's own namespace, where no member of a team can change it. */
export function createTenantRepository(team: string, application: TenantApplication, login: RepositoryLogin | undefined): FluxObject {
  return gitRepository(tenantObjects(team), application, login);
}

/** Installed with the permissions of the team's service account; Helm's record of it is in the team's namespace. */
export function createTenantRelease(team: string, namespace: string, { path, values }: TenantApplication): FluxObject {
  return fluxObject("helm.toolkit.fluxcd.io/v2", "HelmRelease", tenantObjects(team), {
    interval: "10m",
    releaseName: releaseOf(team),
    targetNamespace: namespace,
    storageNamespace: namespace,
    serviceAccountName: teamObjects(team),
    chart: {
      spec: {
        chart: `./${path}`,
        interval: "5m",
        reconcileStrategy: "Revision", // a new commit counts, not only a new version of the chart
        sourceRef: { kind: "GitRepository", name: tenantObjects(team), namespace: fluxNamespace },
      },
    },
    install: { remediation: { retries: 3 } },
    upgrade: { remediation: { retries: 3 } },
    values,
  });
}
