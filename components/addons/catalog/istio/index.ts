import { z } from "zod";
import { autoModeLoadBalancerClass } from "../../../reference/aws-names";
import { anyCidr } from "../../../settings/schema/scalars";
import { isDualStack } from "../../../util/ipv6";
import { topologySpread } from "../../../util/topology-spread";
import {
  type AdditionalRelease,
  type Addon,
  type AddonWarning,
  type HelmChartStep,
  helmChart,
  type InstallContext,
  type Mirror,
  type Values,
} from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { foreignRanges } from "../common/load-balancer-ranges";
import { commonOptions, onDemand, replicas, systemTolerations } from "../common/options";
import { publicSubnetsMissing } from "../common/public-subnets";

const namespace = "istio-system";
const ingressNamespace = "istio-ingress";
const registry = "registry.istio.io";

const release = z.strictObject({ values: commonOptions.chart.values });

const gateway = z.strictObject({
  ...release.shape,
  scheme: z
    .enum(["internal", "internet-facing"])
    .default("internal")
    .describe("Who reaches its Network Load Balancer: the VPC and what is connected to it, or the internet"),
  sourceCidrs: z.array(anyCidr).default([]).describe("Address ranges that may reach it. Default: all"),
  replicas: replicas.describe("Number of pods; more are started when these are busy"),
});

const options = z.strictObject({
  ...commonOptions.chart,
  replicas: replicas.describe("Number of istiod pods; more are started when these are busy"),
  cni: z
    .union([z.boolean(), release])
    .optional()
    .describe(
      "Install Istio's CNI plugin beside that of the cluster: pods of the mesh then need no rights to change their network, which Pod Security Standards forbid. Default: true, but false in Auto Mode",
    ),
  gateway: onDemand(gateway).describe("Install an ingress gateway behind a Network Load Balancer; true means with all defaults"),
});

type Options = z.output<typeof options>;

/** Charts beside that of istiod, in its version. */
const additional = (noun: string, option?: string): AdditionalRelease => ({ noun, ...(option && { option }) });

/** Istio with sidecars: CRDs, istiod, the CNI plugin, and optionally an ingress gateway. */
export const istio: Addon<Options> = {
  name: "istio",
  options,
  namespace,
  requires: ["nodes"],
  alsoRequires: ({ gateway }, { autoMode }) => (gateway && !autoMode ? ["aws-load-balancer-controller"] : []),
  after: ["aws-load-balancer-controller", "cert-manager"],
  supportsFargate: false,
  withDefaults: (options, profile) => ({ ...options, cni: options.cni ?? !profile.autoMode }),
  validate: (options, profile) => [
    () => (options.cni && profile.autoMode ? "EKS Auto Mode takes no further CNI plugin on its nodes; remove `cni`" : undefined),
    () => (options.gateway ? publicSubnetsMissing(["gateway", "scheme"], options.gateway.scheme, profile) : undefined),
    () => (options.gateway ? foreignRanges(["gateway", "sourceCidrs"], options.gateway.sourceCidrs, profile) : undefined),
  ],
  warn: ({ cni }, profile) => warnings(Boolean(cni ?? !profile.autoMode), profile),
  registries: () => [registry],
  additionalReleases: [additional("base"), additional("cni", "cni"), additional("gateway", "gateway")],
  install: (options, install) => [
    chart("base", {
      release: "istio-base",
      namespace,
      additionalRelease: additional("base"),
      values: () => ({ global: { istioNamespace: namespace } }),
    }),
    chart("istiod", { namespace, values: (_, mirror) => istiodValues(options, install, mirror) }),
    ...(options.cni
      ? [
          chart("cni", {
            release: "istio-cni",
            namespace: namespace,
            additionalRelease: additional("cni", "cni"),
            values: (_, mirror) => ({ global: { hub: hub(mirror) } }), // it tolerates every taint
          }),
        ]
      : []),
    ...(options.gateway
      ? [
          chart("gateway", {
            release: "istio-ingress",
            namespace: ingressNamespace,
            additionalRelease: additional("gateway", "gateway"),
            values: () => gatewayValues(options.gateway as z.output<typeof gateway>, install),
          }),
        ]
      : []),
  ],
  outputs: ({ gateway }): Record<string, string> =>
    gateway
      ? {
          gatewayAddressCommand: `kubectl -n ${ingressNamespace} get service istio-ingress -o jsonpath='{.status.loadBalancer.ingress[0].hostname}'`,
        }
      : {},
};

function chart(name: string, step: Omit<HelmChartStep, "kind" | "chart" | "repo">): HelmChartStep {
  return helmChart({ chart: `oci://${registry}/release/charts/${name}`, ...step });
}

const hub = (mirror: Mirror) => `${mirror(registry)}/release`;

function istiodValues({ replicas, cni }: Options, { profile, context }: InstallContext, mirror: Mirror): Values {
  return {
    autoscaleMin: replicas,
    autoscaleMax: Math.max(5, replicas),
    cni: { enabled: Boolean(cni) },
    tolerations: systemTolerations(profile),
    topologySpreadConstraints: topologySpread({ app: "istiod" }),
    global: { hub: hub(mirror), istioNamespace: namespace, multiCluster: { clusterName: context.clusterName } },
  };
}

/** The proxy's image is injected by istiod, from its own registry. */
function gatewayValues({ scheme, sourceCidrs, replicas }: z.output<typeof gateway>, { profile }: InstallContext): Values {
  const annotation = (name: string) => `service.beta.kubernetes.io/aws-load-balancer-${name}`;
  return {
    autoscaling: { minReplicas: replicas, maxReplicas: Math.max(5, replicas) },
    ...(replicas > 1 && { podDisruptionBudget: { maxUnavailable: 1 } }),
    tolerations: systemTolerations(profile),
    topologySpreadConstraints: topologySpread({ app: "istio-ingress" }),
    service: {
      loadBalancerClass: profile.autoMode ? autoModeLoadBalancerClass : "service.k8s.aws/nlb",
      loadBalancerSourceRanges: sourceCidrs,
      annotations: {
        [annotation("scheme")]: scheme,
        [annotation("nlb-target-type")]: "ip",
        ...(isDualStack(sourceCidrs, profile.ipv6) && { [annotation("ip-address-type")]: "dualstack" }),
        [annotation("healthcheck-port")]: "15021",
        [annotation("healthcheck-path")]: "/healthz/ready",
        [annotation("healthcheck-protocol")]: "http",
      },
    },
  };
}

function warnings(cni: boolean, { fargate, autoMode, restricted }: StackProfile): AddonWarning[] {
  return [
    ...(fargate.length > 0
      ? [
          {
            message: "pods on Fargate cannot join the mesh: they may not redirect their traffic to a sidecar",
            fix: "run these pods on nodes",
          },
        ]
      : []),
    ...(!cni && !autoMode
      ? [
          {
            at: ["cni"],
            message: `pods of the mesh need the capability NET_ADMIN, which the Pod Security Standards ${restricted ? "baseline and restricted forbid" : "`baseline` forbids"}: namespaces of teams reject them`,
            fix: "remove `cni`, or set `podSecurity: privileged` for these teams",
          },
        ]
      : []),
  ];
}
