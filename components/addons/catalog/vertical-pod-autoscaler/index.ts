import { z } from "zod";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, helmChart, type Mirror, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { crds, crdWarning } from "../common/crds";
import { commonOptions, replicas, systemTolerations } from "../common/options";
import crdRecord from "./crds.json";

const name = "vertical-pod-autoscaler";
const registry = "registry.k8s.io";

const options = z.strictObject({
  ...commonOptions.chart,
  replicas: replicas.describe("Number of pods of the admission controller; recommender and updater have one each"),
  updates: z
    .boolean()
    .default(true)
    .describe("Run updater and admission controller, which apply recommendations to pods; false leaves the recommendations alone"),
});

type Options = z.output<typeof options>;

/** Vertical Pod Autoscaler: recommends and sets the requests of pods by what they use. */
export const verticalPodAutoscaler: Addon<Options> = {
  name,
  options,
  namespace: name,
  requires: ["nodes", "metrics-server"], // it reads the use of pods from the metrics API
  after: ["aws-load-balancer-controller"],
  supportsFargate: true,
  registries: () => [registry],
  warn: ({ version }) => crdWarning(version, crdRecord),
  install: (options, install) => [
    crds(crdRecord, install),
    helmChart({
      chart: "vpa",
      repo: "https://charts.fairwinds.com/stable",
      namespace: name,
      release: name,
      skipCrds: true,
      values: (_, mirror) => configuration(options, install.profile, mirror),
    }),
  ],
};

function configuration({ replicas, updates }: Options, profile: StackProfile, mirror: Mirror): Values {
  const tolerations = systemTolerations(profile);
  const image = (path: string) => ({ image: { repository: `${mirror(registry)}/${path}`, pullPolicy: "IfNotPresent" } });
  return {
    recommender: { ...image("autoscaling/vpa-recommender"), tolerations },
    updater: { enabled: updates, ...image("autoscaling/vpa-updater"), tolerations },
    admissionController: {
      enabled: updates,
      replicaCount: replicas,
      podDisruptionBudget: { maxUnavailable: 1 }, // only for several pods
      ...image("autoscaling/vpa-admission-controller"),
      affinity: spread,
      tolerations,
      certGen: { ...image("ingress-nginx/kube-webhook-certgen"), tolerations },
    },
  };
}

/** The chart has no topology spread. */
const spread = {
  podAntiAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: topologySpread().map(({ topologyKey }) => ({
      weight: 100,
      podAffinityTerm: { topologyKey, labelSelector: { matchLabels: { "app.kubernetes.io/component": "admission-controller" } } },
    })),
  },
};
