import { z } from "zod";
import { listed } from "../../../util/did-you-mean";
import { isRecord } from "../../../util/is-record";
import { type Addon, type AddonWarning, awsResources, eksAddon, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { logRetentionDays } from "../common/aws-options";
import { isEndpointMissing } from "../common/endpoint-missing";
import { createInsightsGroups, type InsightsLog } from "../common/log-groups";
import { commonOptions } from "../common/options";

const options = z.strictObject({
  ...commonOptions.managed,
  ...commonOptions.permissions,
  containerLogs: z.boolean().default(true).describe("Also send logs of containers and nodes, by Fluent Bit"),
  retentionDays: logRetentionDays,
});

/** CloudWatch agent by AWS: Container Insights with enhanced observability, Application Signals, traces, and logs. It tolerates every taint by default. */
export const amazonCloudwatchObservability: Addon<z.output<typeof options>> = {
  name: "amazon-cloudwatch-observability",
  options,
  namespace: "amazon-cloudwatch",
  requires: ["nodes"],
  after: ["aws-load-balancer-controller"],
  conflicts: ["adot", "fluent-bit"],
  supportsFargate: false,
  awsServices: ["logs"],
  optionalAwsServices: () => ["monitoring", "xray"],
  warn: ({ values }, profile) => [...lost(profile), ...instrumentationRefused(values, profile)],
  mainServiceAccount: () => "cloudwatch-agent",
  // the AWS documentation requires this policy; it includes the X-Ray actions
  identity: () => [
    {
      namespace: "amazon-cloudwatch",
      serviceAccount: "cloudwatch-agent",
      managedPolicies: ["CloudWatchAgentServerPolicy"],
      daemonSet: true,
    },
  ],
  install: ({ containerLogs, retentionDays }, install) => {
    const logs: InsightsLog[] = containerLogs ? ["application", "dataplane", "host", "performance"] : ["performance"];
    return [
      awsResources((name, opts) => createInsightsGroups(name, install, logs, retentionDays, opts)), // before the agents write to them
      eksAddon("amazon-cloudwatch-observability", {
        ...(!containerLogs && { containerLogs: { enabled: false } }),
        ...(install.profile.restricted && instrumentation(false)),
      }),
    ];
  },
};

/** What its pods send to each of its optional services. */
const sent = { monitoring: "metrics that do not come as logs", xray: "traces for X-Ray" } as const;

function lost(profile: StackProfile): AddonWarning[] {
  const missing = (["monitoring", "xray"] as const).filter((service) => isEndpointMissing(service, profile));
  if (missing.length === 0) return [];
  return [
    {
      message: `${listed(missing.map((service) => sent[service]))} are lost: there is neither NAT nor ${missing.map((service) => `\`${service}\``).join(" and ")} in \`network.endpoints\``,
      fix: `add ${missing.map((service) => `\`${service}\``).join(" and ")} to \`network.endpoints\`, or write \`endpoints: private\``,
    },
  ];
}

/**
 * The values that turn auto-instrumentation of workloads behind a Service on or off. It is on by default, and adds init containers that the Pod
 * Security Standard `restricted` refuses, so that pods of these namespaces would no longer start.
 * Source: aws/amazon-cloudwatch-agent-operator, `pkg/instrumentation/auto`.
 */
function instrumentation(monitorAllServices: boolean): Values {
  return { manager: { applicationSignals: { autoMonitor: { monitorAllServices } } } };
}

function instrumentationRefused(values: Values, { restricted }: StackProfile): AddonWarning[] {
  const { monitorAllServices, exclude } = ["manager", "applicationSignals", "autoMonitor"].reduce<Values>(
    (inner, key) => (isRecord(inner[key]) ? inner[key] : {}),
    values,
  );
  if (!restricted || monitorAllServices !== true || exclude !== undefined) return [];
  return [
    {
      at: ["values", "manager", "applicationSignals", "autoMonitor"],
      message: "auto-instrumentation adds containers to pods, which namespaces with `podSecurity: restricted` reject",
      fix: "list these namespaces under `exclude`, for each language, or remove the key",
    },
  ];
}
