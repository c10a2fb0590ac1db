import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { IdentityMode } from "../iam/workload-role";
import type { TeamSecret } from "../settings/types";
import type { Context } from "../util/context";
import { parameterName } from "../util/parameter-name";

interface ClassPlace {
  readonly name: string;
  readonly namespace: pulumi.Input<string>;
  readonly context: Pick<Context, "region">;
}

/** The files that pods get when they mount a volume of this class, read with the role of their service account. */
export function secretProviderClass(
  { name, namespace, context }: ClassPlace,
  secret: string,
  from: TeamSecret,
  mode: IdentityMode,
  opts: pulumi.CustomResourceOptions,
): void {
  new k8s.apiextensions.CustomResource(
    `${name}-secret-${secret}`,
    {
      apiVersion: "secrets-store.csi.x-k8s.io/v1",
      kind: "SecretProviderClass",
      metadata: { name: secret, namespace },
      spec: {
        provider: "aws",
        parameters: {
          region: context.region,
          ...(mode === "podIdentity" && { usePodIdentity: "true" }),
          objects: JSON.stringify([objectOf(secret, from)]), // JSON is YAML
        },
      },
    },
    opts,
  );
}

function objectOf(secret: string, { secretsManager, parameter, properties, key }: TeamSecret) {
  const object =
    secretsManager === undefined
      ? { objectName: parameterName(parameter!), objectType: "ssmparameter" }
      : { objectName: secretsManager, objectType: "secretsmanager" };
  const objectAlias = key ?? (secretsManager === undefined ? "value" : `${secret}.json`);
  if (!properties) return { ...object, objectAlias };
  return {
    ...object,
    objectAlias,
    jmesPath: Object.entries(properties).map(([alias, path]) => ({ path: quoted(path), objectAlias: alias })),
  };
}

/** JMESPath takes letters, digits and _ as they are, and all else in quotes. */
function quoted(property: string): string {
  return /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(property) ? property : JSON.stringify(property);
}
