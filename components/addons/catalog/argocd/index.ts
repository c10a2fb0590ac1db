import { z } from "zod";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, helmChart, type Mirror, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { annotated, commonOptions, replicas, systemTolerations } from "../common/options";

const namespace = "argocd";
const controllerAccount = "argocd-application-controller";

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  replicas: replicas.describe("Number of pods each of the API server, the repository server and the ApplicationSet controller"),
  redisHa: z
    .boolean()
    .default(false)
    .describe("Three Redis pods behind HAProxy. One is enough for most clusters: it is only a cache, which refills itself"),
  dex: z.boolean().default(false).describe("Run Dex, for logins through identity providers that Argo CD does not support directly"),
});

type Options = z.output<typeof options>;

/** Argo CD: keeps the cluster in sync with a Git repository. */
export const argocd: Addon<Options> = {
  name: "argocd",
  options,
  namespace,
  requires: ["nodes"],
  after: ["aws-load-balancer-controller"],
  supportsFargate: true,
  mainServiceAccount: () => controllerAccount,
  registries: ({ dex }) => ["quay.io", "public.ecr.aws", ...(dex ? ["ghcr.io"] : [])],
  install: (options, { profile }) => [
    helmChart({
      chart: "argo-cd",
      repo: "https://argoproj.github.io/argo-helm",
      namespace,
      release: namespace, // otherwise all names begin with argo-cd-argocd
      values: (annotate, mirror) => configuration(options, profile, annotate(controllerAccount), mirror),
    }),
  ],
  uis: { argocd: { service: "argocd-server", port: 443, https: true, healthPath: "/healthz" } },
  outputs: () => ({
    portForwardCommand: `kubectl -n ${namespace} port-forward service/argocd-server 8080:443`,
    url: "https://localhost:8080",
    passwordCommand: `kubectl -n ${namespace} get secret argocd-initial-admin-secret -o jsonpath='{.data.password}' | base64 -d`,
  }),
};

function configuration({ replicas, redisHa, dex }: Options, profile: StackProfile, annotations: Values, mirror: Mirror): Values {
  const tolerations = systemTolerations(profile);
  const redis = { repository: `${mirror("public.ecr.aws")}/docker/library/redis` };
  const several = { replicas, pdb: { enabled: replicas > 1, maxUnavailable: 1 } };
  return {
    global: {
      image: { repository: `${mirror("quay.io")}/argoproj/argocd` },
      tolerations,
      topologySpreadConstraints: topologySpread(), // the chart adds the labels of each component
    },
    ...(Object.keys(profile.gitCertificates).length > 0 && { configs: { tls: { certificates: { ...profile.gitCertificates } } } }),
    // One pod: a second one would only serve additional clusters.
    controller: { resources: requests("250m", "512Mi"), ...annotated(annotations) },
    server: { ...several, resources: requests("50m", "128Mi") },
    repoServer: { ...several, resources: requests("100m", "256Mi") },
    applicationSet: { ...several, resources: requests("50m", "128Mi") },
    notifications: { resources: requests("25m", "64Mi") },
    dex: { enabled: dex, ...(dex && { image: { repository: `${mirror("ghcr.io")}/dexidp/dex` }, resources: requests("10m", "64Mi") }) },
    redis: { image: redis, resources: requests("50m", "64Mi") },
    redisSecretInit: { resources: requests("10m", "64Mi") },
    ...(redisHa && { "redis-ha": severalRedis(redis, profile, mirror) }),
  };
}

function severalRedis(image: Values, profile: StackProfile, mirror: Mirror): Values {
  const pods = {
    hardAntiAffinity: false, // with two nodes the third pod would stay pending
    podDisruptionBudget: { maxUnavailable: 1 },
    tolerations: systemTolerations(profile),
  };
  return {
    ...pods,
    enabled: true,
    image,
    redis: { resources: requests("50m", "64Mi") },
    sentinel: { resources: requests("10m", "32Mi") },
    haproxy: { ...pods, image: { repository: `${mirror("public.ecr.aws")}/docker/library/haproxy` }, resources: requests("10m", "64Mi") },
  };
}

function requests(cpu: string, memory: string) {
  return { requests: { cpu, memory } };
}
