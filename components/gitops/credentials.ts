import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { GitopsSettings } from "../settings/types";
import type { Credentials } from "./sources";

/** A Secret with which an engine logs in to a repository. */
export interface RepositorySecret {
  readonly name: string;
  readonly namespace: string;
  readonly repo: string;
  readonly credentials: Credentials;
  readonly labels: Readonly<Record<string, string>>;
  /** What the GitOps engine reads in addition to the credentials. */
  readonly about: Readonly<Record<string, string>>;
  readonly engine: GitopsSettings["engine"];
}

/** Names of our keys in the Secret of each GitOps engine. */
const keys: Readonly<Record<GitopsSettings["engine"], Readonly<Record<string, string>>>> = {
  argocd: { username: "username", password: "password", sshPrivateKey: "sshPrivateKey" },
  flux: { username: "username", password: "password", sshPrivateKey: "identity", knownHosts: "known_hosts" },
};

/** From the stack's secrets, which are encrypted in its state; or fetched in the cluster, so that they are not in the state at all. */
export function repositorySecret(name: string, secret: RepositorySecret, opts: pulumi.CustomResourceOptions): pulumi.CustomResource {
  const { secretsManager } = secret.credentials;
  return secretsManager === undefined ? stackSecret(name, secret, opts) : externalSecret(name, secret, secretsManager, opts);
}

function stackSecret(name: string, secret: RepositorySecret, opts: pulumi.CustomResourceOptions): k8s.core.v1.Secret {
  const { credentials, labels, about, engine } = secret;
  const { username, password, sshPrivateKey, knownHosts } = credentials;
  const given = password !== undefined ? { username, password } : { sshPrivateKey, knownHosts };
  const named = Object.entries(given).filter(([key, value]) => value !== undefined && key in keys[engine]);
  const data = Object.fromEntries(named.map(([key, value]) => [keys[engine][key]!, pulumi.secret(value!)]));
  return new k8s.core.v1.Secret(
    name,
    { metadata: { name: secret.name, namespace: secret.namespace, labels }, type: "Opaque", stringData: { ...about, ...data } },
    opts,
  );
}

function externalSecret(name: string, secret: RepositorySecret, key: string, opts: pulumi.CustomResourceOptions): pulumi.CustomResource {
  const { labels, about, engine, repo } = secret;
  const wanted = repo.startsWith("https:") ? ["username", "password"] : ["sshPrivateKey", "knownHosts"];
  return new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name: secret.name, namespace: secret.namespace },
      spec: {
        refreshInterval: "1h",
        secretStoreRef: { kind: "ClusterSecretStore", name: "secrets-manager" },
        target: {
          name: secret.name,
          creationPolicy: "Owner",
          // fetched keys are kept in addition to the template's
          template: { engineVersion: "v2", mergePolicy: "Merge", metadata: { labels }, data: about },
        },
        data: wanted
          .filter((property) => property in keys[engine])
          .map((property) => ({ secretKey: keys[engine][property], remoteRef: { key, property } })),
      },
    },
    opts,
  );
}
