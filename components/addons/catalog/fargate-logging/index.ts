import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { z } from "zod";
import { fargateLogGroup } from "../../../util/fargate-logs";
import { type Addon, awsResources, manifests } from "../../addon";
import { logRetentionDays } from "../common/aws-options";
import { configChecks, logRouterConfig, namespace } from "./config";

const options = z.strictObject({
  retentionDays: logRetentionDays,
  filters: z.string().default("").describe("Further sections of `filters.conf`, in the format of Fluent Bit"),
  parsers: z.string().default("").describe("Further sections of `parsers.conf`, in the format of Fluent Bit"),
  processLogs: z
    .boolean()
    .default(false)
    .describe("Write the log of the router itself to CloudWatch too, to find out why others are missing"),
});

/** Logs of pods on Fargate to CloudWatch, by the log router that is part of Fargate: it has one configuration for each cluster. */
export const fargateLogging: Addon<z.output<typeof options>> = {
  name: "fargate-logging",
  options,
  namespace,
  existingNamespaces: [namespace], // among its own objects, with a label
  requires: [],
  before: ["nodes"], // the router reads its configuration when a pod starts
  hasPods: () => false,
  supportsFargate: true,
  awsServices: ["logs"],
  validate: (options) => configChecks(options),
  warn: (_, { fargate, existing }) =>
    fargate.length > 0 || existing
      ? undefined
      : { message: "has no effect, because the stack has no Fargate profile", fix: "remove the key, or add a profile to `fargate`" },
  install: (options, { context, cluster }) => [
    awsResources((name, opts) => [
      new aws.cloudwatch.LogGroup(
        `${name}-logs`,
        { name: fargateLogGroup(context.clusterName), retentionInDays: options.retentionDays, tags: context.tags },
        opts,
      ),
    ]),
    manifests((name, opts) => {
      const own = { ...opts, provider: cluster.provider };
      const home = new k8s.core.v1.Namespace(
        `${name}-namespace`,
        { metadata: { name: namespace, labels: { "aws-observability": "enabled" } } },
        own,
      );
      const config = new k8s.core.v1.ConfigMap(
        `${name}-config`,
        { metadata: { name: "aws-logging", namespace }, data: logRouterConfig(options, context) },
        { ...own, dependsOn: [...opts.dependsOn, home] },
      );
      return [home, config];
    }),
  ],
};
