import { z } from "zod";
import { logWritingStatement } from "../../../iam/cloudwatch-logs";
import { type Addon, awsResources, eksAddon, type InstallContext, manifests } from "../../addon";
import { logRetentionDays } from "../common/aws-options";
import { nodeReadingStatement, traceWritingStatement } from "../common/cloudwatch-policy";
import { isEndpointMissing } from "../common/endpoint-missing";
import { createInsightsGroups, insightsGroup } from "../common/log-groups";
import { commonOptions, replicas, systemTolerations } from "../common/options";
import { createCollector } from "./collector";
import { clusterRules, containerInsightsSpec, rules } from "./container-insights";
import { tracesSpec } from "./traces";

const namespace = "opentelemetry-operator-system";
const metricsAccount = "adot-container-insights";
const tracesAccount = "adot-traces";

const options = z.strictObject({
  ...commonOptions.managed,
  ...commonOptions.permissions,
  metrics: z.boolean().default(true).describe("Run an agent on every node that sends metrics to CloudWatch Container Insights"),
  traces: z.boolean().default(true).describe("Run a collector that receives traces by OTLP and sends them to X-Ray"),
  replicas: replicas.describe("Number of collector pods for traces"),
  retentionDays: logRetentionDays.describe(
    "Retention in days of the log events from which CloudWatch extracts the metrics; 0 means never expire",
  ),
});

/** AWS Distro for OpenTelemetry: the operator, and collectors of metrics for Container Insights and of traces for X-Ray. */
export const adot: Addon<z.output<typeof options>> = {
  name: "adot",
  options,
  namespace,
  requires: ["nodes", "cert-manager"], // which issues the certificates of its webhooks
  after: ["aws-load-balancer-controller"],
  supportsFargate: false,
  awsServices: ["logs"],
  optionalAwsServices: ({ traces }) => (traces ? ["xray"] : []),
  validate: ({ traces }, profile) =>
    traces && isEndpointMissing("xray", profile)
      ? "traces go to X-Ray, which is unreachable without NAT; add `xray` to `network.endpoints`, or set `traces: false`"
      : undefined,
  mainServiceAccount: ({ metrics, traces }) => (metrics ? metricsAccount : traces ? tracesAccount : undefined),
  identity: ({ metrics, traces }) => [
    ...(metrics
      ? [
          {
            namespace,
            serviceAccount: metricsAccount,
            statements: ({ context }: InstallContext) => [
              logWritingStatement(context, [insightsGroup(context.clusterName, "performance")]),
              nodeReadingStatement,
            ],
            daemonSet: true,
            ownServiceAccount: true,
          },
        ]
      : []),
    ...(traces ? [{ namespace, serviceAccount: tracesAccount, statements: () => [traceWritingStatement], ownServiceAccount: true }] : []),
  ],
  install: ({ metrics, traces, replicas, retentionDays }, install) => {
    const { context, cluster, profile } = install;
    return [
      eksAddon("adot", { replicaCount: 2, tolerations: systemTolerations(profile) }),
      ...(metrics ? [awsResources((name, opts) => createInsightsGroups(name, install, ["performance"], retentionDays, opts))] : []),
      manifests((name, opts, annotate) => {
        const inCluster = { ...opts, provider: cluster.provider };
        const common = { namespace, annotate };
        const spec = containerInsightsSpec(context);
        const agent = { ...common, serviceAccount: metricsAccount, spec, clusterRules, rules };
        const gateway = { ...common, serviceAccount: tracesAccount, spec: tracesSpec(tracesAccount, replicas, context, profile) };
        return [
          ...(metrics ? createCollector(`${name}-metrics`, agent, inCluster) : []),
          ...(traces ? createCollector(`${name}-traces`, gateway, inCluster) : []),
        ];
      }),
    ];
  },
};
