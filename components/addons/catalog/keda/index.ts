import { z } from "zod";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, helmChart, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { commonOptions, replicas, systemTolerations } from "../common/options";

const options = z.strictObject({
  ...commonOptions.chart,
  replicas,
  ...commonOptions.permissions,
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
  // KEDA publishes no policy: the calls of its operator depend on the ScaledObjects.
  mainServiceAccount: () => "keda-operator",
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
