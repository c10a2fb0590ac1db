import { z } from "zod";
import { logWritingStatement } from "../../../iam/cloudwatch-logs";
import { type Addon, awsResources, helmChart, type Values } from "../../addon";
import { allWindowsPools } from "../../stack-profile";
import { logRetentionDays } from "../common/aws-options";
import { awsImage, awsImageRegistries } from "../common/images";
import { createInsightsGroups, insightsGroup } from "../common/log-groups";
import { commonOptions, everyTaint } from "../common/options";
import { pipeline } from "./config";

const serviceAccount = "fluent-bit";
const namespace = "amazon-cloudwatch";
const logs = ["application", "dataplane", "host"] as const;

const options = z.strictObject({ ...commonOptions.chart, ...commonOptions.permissions, retentionDays: logRetentionDays });

/** Fluent Bit: logs of containers and nodes to CloudWatch, in log groups that are deleted with the stack. */
export const fluentBit: Addon<z.output<typeof options>> = {
  name: "fluent-bit",
  options,
  namespace,
  requires: ["nodes"],
  after: ["aws-load-balancer-controller"],
  supportsFargate: false,
  awsServices: ["logs"],
  registries: (_, { partition }) => awsImageRegistries("aws-for-fluent-bit", partition),
  mainServiceAccount: () => serviceAccount,
  identity: () => [
    {
      namespace,
      serviceAccount,
      statements: ({ context }) => [
        logWritingStatement(
          context,
          logs.map((log) => insightsGroup(context.clusterName, log)),
        ),
      ],
      daemonSet: true,
    },
  ],
  install: ({ retentionDays }, install) => [
    awsResources((name, opts) => createInsightsGroups(name, install, logs, retentionDays, opts)), // before the agents write to them
    helmChart({
      chart: "aws-for-fluent-bit",
      repo: "https://aws.github.io/eks-charts",
      namespace,
      values: (annotate, mirror) => ({
        image: { repository: awsImage("aws-for-fluent-bit", install.context.region, mirror) },
        serviceAccount: { name: serviceAccount, annotations: annotate(serviceAccount) },
        ...pipeline(install.context.region, {
          application: insightsGroup(install.context.clusterName, "application"),
          dataplane: insightsGroup(install.context.clusterName, "dataplane"),
          host: insightsGroup(install.context.clusterName, "host"),
        }),
        ...agent,
        ...(allWindowsPools(install.profile).length > 0 && { nodeSelector: { "kubernetes.io/os": "linux" } }), // it tolerates every taint
        ...(install.profile.ipv6 && { service: { extraService: statusServer } }),
      }),
    }),
  ],
};

/** The chart's own, for probes by IPv6. */
const statusServer = `HTTP_Server  On
HTTP_Listen  ::
HTTP_PORT    2020
Health_Check On
HC_Errors_Count 5
HC_Retry_Failure_Count 5
HC_Period 5
`;

/** An agent on every node. */
const agent: Values = {
  // pods with their own address cannot reach instance metadata and the kubelet (hop limit)
  hostNetwork: true,
  dnsPolicy: "ClusterFirstWithHostNet",
  env: [{ name: "HOST_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }],
  tolerations: everyTaint,
  priorityClassName: "system-node-critical",
};
