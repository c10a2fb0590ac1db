import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { secretsManagerStore } from "../../../util/secret-store";
import type { InstallContext } from "../../addon";

interface StoreOptions {
  readonly secrets: readonly string[];
  readonly parameters: readonly string[];
  /** Namespaces that may use the stores; none: all. */
  readonly namespaces: readonly string[];
}

/** A ClusterSecretStore for each service that External Secrets may read, with the operator's permissions. */
export function secretStores(
  name: string,
  options: StoreOptions,
  install: InstallContext,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const store = (storeName: string, service: string) =>
    new k8s.apiextensions.CustomResource(
      `${name}-${storeName}`,
      {
        apiVersion: "external-secrets.io/v1",
        kind: "ClusterSecretStore",
        metadata: { name: storeName },
        spec: {
          provider: { aws: { service, region: install.context.region } },
          ...(options.namespaces.length > 0 && { conditions: [{ namespaces: options.namespaces }] }),
        },
      },
      { ...opts, provider: install.cluster.provider },
    );
  return [
    ...(options.secrets.length > 0 ? [store(secretsManagerStore.name, "SecretsManager")] : []),
    ...(options.parameters.length > 0 ? [store("parameter-store", "ParameterStore")] : []),
  ];
}
