import { z } from "zod";
import { iamPermissions } from "../../../util/schemas";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, helmChart, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { foreignArn } from "../common/arns";
import { commonOptions, replicas, systemTolerations } from "../common/options";

const options = z.strictObject({
  ...commonOptions.chart,
  replicas,
  statements: iamPermissions.statements.describe(
    "IAM statements of the operator, to read the sources of ScaledObjects or to assume the roles of workloads",
  ),
  policies: iamPermissions.policies.describe("ARNs of managed policies of the operator"),
});

type Options = z.output<typeof options>;

/** KEDA: scales workloads by events, such as the length of a queue. */
export const keda: Addon<Options> = {
  name: "keda",
  options,
  namespace: "keda",
  requires: ["nodes"],
  supportsFargate: true,
  registries: () => ["ghcr.io"],
  validate: ({ policies }, profile) => foreignArn(policies, profile),
  // KEDA publishes no policy: the calls of its operator depend on the ScaledObjects.
  identity: ({ statements, policies }) =>
    statements.length + policies.length > 0
      ? [{ namespace: "keda", serviceAccount: "keda-operator", managedPolicies: policies, statements }]
      : [],
  install: (options, { context, profile }) => [
    helmChart({
      chart: "keda",
      repo: "https://kedacore.github.io/charts",
      namespace: "keda",
      values: (annotate, mirror) => ({
        ...configuration(options, profile),
        clusterName: context.clusterName,
        env: [{ name: "AWS_REGION", value: context.region }],
        global: { image: { registry: mirror("ghcr.io") } },
        serviceAccount: { operator: { name: "keda-operator", annotations: annotate("keda-operator") } },
      }),
    }),
  ],
};

function configuration({ replicas }: Options, profile: StackProfile): Values {
  return {
    crds: { install: true },
    image: { pullPolicy: "IfNotPresent" },
    operator: { replicaCount: replicas },
    metricsServer: { replicaCount: replicas },
    webhooks: { replicaCount: replicas },
    podDisruptionBudget: { operator: { maxUnavailable: 1 }, metricServer: { maxUnavailable: 1 }, webhooks: { maxUnavailable: 1 } },
    topologySpreadConstraints: {
      operator: topologySpread({ app: "keda-operator" }),
      metricsServer: topologySpread({ app: "keda-operator-metrics-apiserver" }),
      webhooks: topologySpread({ app: "keda-admission-webhooks" }),
    },
    tolerations: systemTolerations(profile),
  };
}
