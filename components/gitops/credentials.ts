import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { GitopsSettings } from "../settings/types";
import { secretsManagerStore } from "../util/secret-store";
import type { Credentials } from "./sources";

type Engine = GitopsSettings["engine"];

/** A Secret with which an engine logs in to a repository. */
export interface RepositorySecret {
  readonly name: string;
  readonly namespace: string;
  readonly repo: string;
  readonly credentials: Credentials;
  readonly labels: Readonly<Record<string, string>>;
  /** What the GitOps engine reads in addition to the credentials. */
  readonly about: Readonly<Record<string, string>>;
  readonly engine: Engine;
}

/**
 * Names of our keys in the Secret of each GitOps engine. Argo CD has certificate authorities in a ConfigMap of its own.
 * Sources: Argo CD, Declarative Setup, Repositories; Flux, GitRepository v1, Secret reference (2026).
 */
const keys: Readonly<Record<Engine, Readonly<Record<string, string>>>> = {
  argocd: {
    username: "username",
    password: "password",
    sshPrivateKey: "sshPrivateKey",
    appId: "githubAppID",
    installationId: "githubAppInstallationID",
    privateKey: "githubAppPrivateKey",
    baseUrl: "githubAppEnterpriseBaseUrl",
  },
  flux: {
    username: "username",
    password: "password",
    sshPrivateKey: "identity",
    knownHosts: "known_hosts",
    appId: "githubAppID",
    installationId: "githubAppInstallationID",
    privateKey: "githubAppPrivateKey",
    baseUrl: "githubAppBaseURL",
    caCertificate: "ca.crt",
  },
};

/** Whether credentials say more than which authority issued the certificate of the server. */
export function logsIn({ password, sshPrivateKey, githubApp, secretsManager }: Credentials): boolean {
  return [password, sshPrivateKey, githubApp, secretsManager].some((value) => value !== undefined);
}

/** From the stack's secrets, which are encrypted in its state; or fetched in the cluster, so that they are not in the state at all. */
export function repositorySecret(name: string, secret: RepositorySecret, opts: pulumi.CustomResourceOptions): pulumi.CustomResource {
  const { secretsManager } = secret.credentials;
  return secretsManager === undefined ? stackSecret(name, secret, opts) : externalSecret(name, secret, secretsManager, opts);
}

function stackSecret(name: string, secret: RepositorySecret, opts: pulumi.CustomResourceOptions): k8s.core.v1.Secret {
  const { credentials, labels, about, engine } = secret;
  const { username, password, sshPrivateKey, knownHosts, githubApp } = credentials;
  const given =
    password !== undefined ? { username, password } : githubApp ? { privateKey: githubApp.privateKey } : { sshPrivateKey, knownHosts };
  const data = Object.fromEntries(named(engine, given).map(([key, value]) => [key, pulumi.secret(value)]));
  return new k8s.core.v1.Secret(
    name,
    {
      metadata: { name: secret.name, namespace: secret.namespace, labels },
      type: "Opaque",
      stringData: { ...about, ...plainData(secret), ...data },
    },
    opts,
  );
}

function externalSecret(name: string, secret: RepositorySecret, key: string, opts: pulumi.CustomResourceOptions): pulumi.CustomResource {
  const { labels, about, engine, repo, credentials } = secret;
  const ofLogin = repo.startsWith("https:") ? ["username", "password"] : ["sshPrivateKey", "knownHosts"];
  const wanted = credentials.githubApp ? ["privateKey"] : ofLogin;
  return new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name: secret.name, namespace: secret.namespace },
      spec: {
        refreshInterval: "1h",
        secretStoreRef: secretsManagerStore,
        target: {
          name: secret.name,
          creationPolicy: "Owner",
          // fetched keys are kept in addition to the template's
          template: { engineVersion: "v2", mergePolicy: "Merge", metadata: { labels }, data: { ...about, ...plainData(secret) } },
        },
        data: wanted
          .filter((property) => property in keys[engine])
          .map((property) => ({ secretKey: keys[engine][property], remoteRef: { key, property } })),
      },
    },
    opts,
  );
}

/** What is no secret: the GitHub App, and the certificates of authorities. */
function plainData({ credentials: { githubApp, caCertificate }, engine }: RepositorySecret): Record<string, string> {
  const { appId, installationId, baseUrl } = githubApp ?? {};
  return Object.fromEntries(named(engine, { appId, installationId, baseUrl, caCertificate }).map(([key, value]) => [key, String(value)]));
}

/** Values that are given and that the engine knows, by its names. */
function named<T>(engine: Engine, values: Readonly<Record<string, T | undefined>>): [string, T][] {
  return Object.entries(values).flatMap(([key, value]) =>
    value !== undefined && key in keys[engine] ? [[keys[engine][key]!, value] as [string, T]] : [],
  );
}
