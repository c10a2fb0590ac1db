import { z } from "zod";
import { type Addon, eksAddon } from "../../addon";
import { commonOptions } from "../common/options";
import { flowMonitorRegions } from "./regions";

const namespace = "amazon-network-flow-monitor";
const serviceAccount = "aws-network-flow-monitor-agent-service-account";

const options = z.strictObject({
  ...commonOptions.managed,
  ...commonOptions.permissions,
  openMetrics: z.boolean().default(false).describe("Serve metrics of the flows in the format of Prometheus too, on port 9109 of each node"),
});

/** CloudWatch Network Flow Monitor: an agent on each node reports TCP flows between pods, nodes and AWS services. It tolerates every taint by default. */
export const awsNetworkFlowMonitoringAgent: Addon<z.output<typeof options>> = {
  name: "aws-network-flow-monitoring-agent",
  options,
  namespace,
  requires: ["nodes"],
  supportsFargate: false,
  incompatibleWith: ({ region }) =>
    flowMonitorRegions.includes(region)
      ? undefined
      : `is not available in ${region}, which has no CloudWatch Network Flow Monitor; remove the key, and use \`network.flowLogs\` for flows of the VPC`,
  awsServices: ["networkflowmonitorreports"],
  mainServiceAccount: () => serviceAccount,
  identity: () => [{ namespace, serviceAccount, managedPolicies: ["CloudWatchNetworkFlowMonitorAgentPublishPolicy"], daemonSet: true }],
  // Keys of the chart in aws/network-flow-monitor-agent, from which AWS builds the add-on.
  install: ({ openMetrics }) => [
    eksAddon("aws-network-flow-monitoring-agent", openMetrics ? { env: { OPEN_METRICS: "on", OPEN_METRICS_PORT: "9109" } } : {}),
  ],
};
