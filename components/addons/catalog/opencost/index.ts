import { z } from "zod";
import { egressFix } from "../../../util/nat";
import { type Addon, helmChart, type InstallContext, type Mirror, type Values } from "../../addon";
import { annotated, commonOptions, systemTolerations } from "../common/options";
import { release as prometheusRelease } from "../prometheus/values";

const name = "opencost";
const registry = "ghcr.io";

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  prometheusUrl: z
    .string()
    .regex(/^https?:\/\/[^\s@]+$/, "the URL of a Prometheus server such as http://prometheus.monitoring:9090")
    .optional()
    .describe(
      "URL of another Prometheus server, which scrapes the cluster. Default: that of the add-on `prometheus`, which is then enabled",
    ),
  ui: z.boolean().default(true).describe("Run the user interface beside the API"),
});

type Options = z.output<typeof options>;

/** OpenCost: what workloads cost, from the prices of nodes and volumes and what pods request and use. */
export const opencost: Addon<Options> = {
  name,
  options,
  namespace: name,
  requires: ["nodes"],
  alsoRequires: ({ prometheusUrl }, { fargateOnly }) => (prometheusUrl === undefined && !fargateOnly ? ["prometheus"] : []),
  after: ["prometheus", "aws-load-balancer-controller"],
  supportsFargate: false,
  incompatibleWith: ({ fargateOnly }) =>
    fargateOnly
      ? "is not supported if all pods run on Fargate, because there are no nodes whose prices it could divide; remove the key"
      : undefined,
  warn: (_, profile) =>
    profile.private
      ? {
          message: "uses built-in prices, because AWS's price list, which has no VPC endpoint, is unreachable without NAT",
          fix: `set prices in \`values.opencost.customPricing\`, or ${egressFix(!profile.internalOnly)}`,
        }
      : undefined,
  mainServiceAccount: () => name,
  registries: () => [registry],
  install: (options, install) => [
    helmChart({
      chart: name,
      repo: "https://opencost.github.io/opencost-helm-chart",
      namespace: name,
      values: (annotate, mirror) => ({ ...configuration(options, install, mirror), ...annotated(annotate(name)) }),
    }),
  ],
  uis: { opencost: { service: name, port: 9090, healthPath: "/", option: "ui" } },
  outputs: ({ ui }) => ({
    portForwardCommand: `kubectl -n ${name} port-forward service/${name} ${ui ? "9090 9003" : "9003"}`,
    ...(ui && { url: "http://localhost:9090" }),
  }),
};

function configuration({ prometheusUrl, ui }: Options, { context, profile }: InstallContext, mirror: Mirror): Values {
  return {
    opencost: {
      exporter: {
        defaultClusterId: context.clusterName,
        image: { registry: mirror(registry) },
        extraEnv: { AWS_REGION: context.region }, // pods cannot reach instance metadata
      },
      ui: { enabled: ui, image: { registry: mirror(registry) } },
      mcp: { enabled: false }, // an unauthenticated server for AI agents
      prometheus:
        prometheusUrl === undefined ? ownPrometheus : { internal: { enabled: false }, external: { enabled: true, url: prometheusUrl } },
      metrics: { serviceMonitor: { enabled: prometheusUrl === undefined } }, // Prometheus scrapes its prices
      tolerations: systemTolerations(profile),
    },
  };
}

/** The Service of the add-on `prometheus`. */
const ownPrometheus = {
  internal: { enabled: true, serviceName: `${prometheusRelease}-prometheus`, namespaceName: "monitoring", port: 9090 },
};
