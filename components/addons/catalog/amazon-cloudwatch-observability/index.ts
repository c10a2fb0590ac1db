import { z } from "zod";
import { type Addon, awsResources, managed } from "../../addon";
import { logRetentionDays } from "../common/aws-options";
import { outOfReach } from "../common/endpoint-missing";
import { type InsightsLog, makeInsightsGroups } from "../common/log-groups";
import { commonOptions } from "../common/options";

const options = z.strictObject({
  ...commonOptions.managed,
  containerLogs: z.boolean().default(true).describe("Ship logs of containers and nodes as well, by Fluent Bit"),
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
  fargate: false,
  endpoints: ["logs"],
  furtherEndpoints: () => ["monitoring", "xray"],
  advice: (_, facts) =>
    outOfReach("xray", facts)
      ? {
          message: "its traces do not reach X-Ray, because there is neither NAT nor `xray` in `network.endpoints`",
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
  install: ({ containerLogs, retentionDays }, site) => {
    const logs: InsightsLog[] = containerLogs ? ["application", "dataplane", "host", "performance"] : ["performance"];
    return [
      awsResources((name, opts) => makeInsightsGroups(name, site, logs, retentionDays, opts)), // before anything writes into them
      managed("amazon-cloudwatch-observability", containerLogs ? {} : { containerLogs: { enabled: false } }),
    ];
  },
};
