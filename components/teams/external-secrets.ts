import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { TeamSecret } from "../settings/types";
import type { Context } from "../util/context";
import { parameterName } from "../util/parameter-name";
import { wholeKey } from "../util/secret-types";

/** A namespace of a team. */
interface SecretsPlace {
  /** Beginning of the names of its resources. */
  readonly name: string;
  readonly namespace: pulumi.Input<string>;
  readonly context: Pick<Context, "region">;
}

type Service = "SecretsManager" | "ParameterStore";

const storeNames: Readonly<Record<Service, string>> = { SecretsManager: "team-secrets-manager", ParameterStore: "team-parameter-store" };

/** A store that reads with the role of a service account, which it assumes by that account's token. */
export function secretStore(
  { name, namespace, context }: SecretsPlace,
  service: Service,
  serviceAccount: string,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const storeName = storeNames[service];
  return new k8s.apiextensions.CustomResource(
    `${name}-${storeName}`,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "SecretStore",
      metadata: { name: storeName, namespace },
      spec: { provider: { aws: { service, region: context.region, auth: { jwt: { serviceAccountRef: { name: serviceAccount } } } } } },
    },
    opts,
  );
}

/** A Kubernetes Secret with the values of a secret or parameter. */
export function externalSecret(
  { name, namespace }: SecretsPlace,
  secret: string,
  from: TeamSecret,
  service: Service,
  opts: pulumi.CustomResourceOptions,
): void {
  new k8s.apiextensions.CustomResource(
    `${name}-secret-${secret}`,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name: secret, namespace },
      spec: {
        refreshInterval: from.refreshInterval,
        secretStoreRef: { kind: "SecretStore", name: storeNames[service] },
        target: { name: secret, creationPolicy: "Owner", ...(from.type && { template: { type: from.type } }) },
        ...contentOf(from),
      },
    },
    { ...opts, replaceOnChanges: ["spec.target.template"], deleteBeforeReplace: true }, // the type of a Secret is immutable, and it has the same name
  );
}

function contentOf(from: TeamSecret) {
  const remote = from.secretsManager ?? parameterName(from.parameter!);
  if (from.properties)
    return { data: Object.entries(from.properties).map(([secretKey, property]) => ({ secretKey, remoteRef: { key: remote, property } })) };
  const whole = wholeKey(from);
  return whole === undefined ? { dataFrom: [{ extract: { key: remote } }] } : { data: [{ secretKey: whole, remoteRef: { key: remote } }] };
}
