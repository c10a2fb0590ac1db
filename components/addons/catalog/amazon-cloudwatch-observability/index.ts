import { z } from "zod";
import { type Addon, awsResources, eksAddon } from "../../addon";
import { logRetentionDays } from "../common/aws-options";
import { isEndpointMissing } from "../common/endpoint-missing";
import { type InsightsLog, makeInsightsGroups } from "../common/log-groups";
import { commonOptions } from "../common/options";

const options = z.strictObject({
  ...commonOptions.managed,
  containerLogs: z.boolean().default(true).describe("Also send logs of containers and nodes, by Fluent Bit"),
  retentionDays: logRetentionDays,
});

/** CloudWatch agent by AWS: Container Insights with enhanced observability, Application Signals, traces, and logs. It tolerates every taint by itself. */
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
  warn: (_, profile) =>
    isEndpointMissing("xray", profile)
      ? {
          message: "X-Ray is unreachable for its traces: there is neither NAT nor `xray` in `network.endpoints`",
          fix: "add `xray` to `network.endpoints`, or write `endpoints: private`",
        }
      : undefined,
  // AWS names this policy; it holds the X-Ray actions as well
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
      awsResources((name, opts) => makeInsightsGroups(name, install, logs, retentionDays, opts)), // before anything writes into them
      eksAddon("amazon-cloudwatch-observability", containerLogs ? {} : { containerLogs: { enabled: false } }),
    ];
  },
};
