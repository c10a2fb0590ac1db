import { z } from "zod";
import { kmsKeyArn, namespaceName } from "../../../util/schemas";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, type Annotate, helmChart, type InstallContext, type Mirror, manifests } from "../../addon";
import { foreignArns } from "../common/arns";
import { isEndpointMissing } from "../common/endpoint-missing";
import { commonOptions, replicas, systemTolerations } from "../common/options";
import { externalSecretsStatements } from "./policy";
import { secretStores } from "./secret-stores";

const namespace = "external-secrets";

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  secrets: z
    .array(
      z
        .string()
        .regex(
          /^(arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+|[A-Za-z0-9/_+=.@*-]{1,512})$/,
          "the name of a secret with * as a wildcard, or an ARN, such as shop/*",
        ),
    )
    .default([])
    .describe("Secrets in Secrets Manager that it may read: names, with `*` as a wildcard, or ARNs"),
  parameters: z
    .array(
      z
        .string()
        .regex(
          /^(arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/\S+|[A-Za-z0-9/_.*-]{1,1011})$/,
          "the name of a parameter with * as a wildcard, or an ARN, such as /shop/*",
        ),
    )
    .default([])
    .describe("Parameters in Parameter Store that it may read: names, with `*` as a wildcard, or ARNs"),
  kmsKeyArns: z
    .array(kmsKeyArn)
    .default([])
    .describe("ARNs of the KMS keys that encrypt them. Default: AWS managed keys, which need no permissions"),
  stores: z
    .boolean()
    .default(true)
    .describe("Create a ClusterSecretStore for each service that it may read: `secrets-manager`, `parameter-store`"),
  namespaces: z.array(namespaceName).default([]).describe("Namespaces that may use these stores. Default: all"),
  replicas,
});

type Options = z.output<typeof options>;

/** External Secrets: Kubernetes Secrets synchronized from Secrets Manager and Parameter Store. */
export const externalSecrets: Addon<Options> = {
  name: "external-secrets",
  options,
  namespace,
  requires: ["nodes"],
  supportsFargate: true,
  registries: () => ["ghcr.io"],
  optionalAwsServices: ({ secrets, parameters }) => [
    ...(secrets.length > 0 ? ["secretsmanager" as const] : []),
    ...(parameters.length > 0 ? ["ssm" as const] : []),
  ],
  validate: (options, profile) => [
    () =>
      options.secrets.length > 0 && isEndpointMissing("secretsmanager", profile)
        ? "`secrets` are unreachable without NAT; add `secretsmanager` to `network.endpoints`"
        : undefined,
    () =>
      options.parameters.length > 0 && isEndpointMissing("ssm", profile)
        ? "`parameters` are unreachable without NAT; add `ssm` to `network.endpoints`"
        : undefined,
    ...(["secrets", "parameters", "kmsKeyArns"] as const).map((key) => () => foreignArns([key], options[key], profile)),
  ],
  mainServiceAccount: () => "external-secrets",
  identity: (options) =>
    readsAnything(options)
      ? [
          {
            namespace,
            serviceAccount: "external-secrets",
            statements: ({ context, accountId }: InstallContext) => externalSecretsStatements(context, accountId(), options),
          },
        ]
      : [],
  install: (options, install) => [
    helmChart({
      chart: "external-secrets",
      repo: "https://charts.external-secrets.io",
      namespace,
      values: (annotate, mirror) => values(options.replicas, install, annotate, mirror),
    }),
    // after the chart, whose webhook validates them; Helm waits until it is ready
    ...(options.stores && readsAnything(options) ? [manifests((name, opts) => secretStores(name, options, install, opts))] : []),
  ],
};

function readsAnything({ secrets, parameters }: Options): boolean {
  return secrets.length > 0 || parameters.length > 0;
}

function values(replicas: number, { profile }: InstallContext, annotate: Annotate, mirror: Mirror) {
  const pod = {
    image: { repository: `${mirror("ghcr.io")}/external-secrets/external-secrets` },
    tolerations: systemTolerations(profile),
    resources: { requests: { cpu: "10m", memory: "64Mi" } },
  };
  const pods = (app: string) => ({
    ...pod,
    replicaCount: replicas,
    podDisruptionBudget: { enabled: replicas > 1 }, // keeps at least one
    topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": app }),
  });
  return {
    ...pods("external-secrets"),
    leaderElect: true,
    installCRDs: true, // as templates of the chart, so that they are upgraded with it
    serviceAccount: { name: "external-secrets", annotations: annotate("external-secrets") },
    webhook: { ...pods("external-secrets-webhook"), port: 9443 }, // the kubelet uses 10250 on Fargate
    certController: pod, // it only renews a certificate, without leader election
  };
}
