import { z } from "zod";
import { drainHookName, drainTag } from "../../../util/node-drain-names";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, helmChart, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { EventQueue, instanceEvents } from "../common/interruption-queue";
import { commonOptions, replicas, systemTolerations } from "../common/options";
import { nodeTerminationHandlerStatements } from "./policy";

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  replicas,
  podTerminationGracePeriod: z
    .int()
    .min(-1)
    .default(-1)
    .describe("Termination grace period of each pod in seconds. Default: -1, the pod's own setting"),
  nodeTerminationGracePeriod: z
    .int()
    .min(30)
    .default(120)
    .describe("Timeout for draining a node in seconds; spot instances have two minutes"),
});

/** AWS Node Termination Handler in queue mode: drains instances of self-managed groups before AWS terminates them. EKS does this itself for managed groups. */
export const awsNodeTerminationHandler: Addon<z.output<typeof options>, EventQueue> = {
  name: "aws-node-termination-handler",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  supportsFargate: true,
  warn: (_, { existing, nodePools }) =>
    !existing && Object.values(nodePools).every(({ kind }) => kind !== "selfManaged")
      ? {
          message: "has no nodes to drain: EKS and Karpenter drain their own nodes",
          fix: "remove the key, or add a pool with `kind: selfManaged`",
        }
      : undefined,
  awsServices: ["autoscaling", "sqs"],
  registries: () => ["public.ecr.aws"],
  createAwsResources: (name, _, { context }, opts) =>
    new EventQueue(`${name}-queue`, { context, events: events(context.clusterName) }, opts),
  mainServiceAccount: () => "aws-node-termination-handler",
  identity: () => [
    {
      namespace: "kube-system",
      serviceAccount: "aws-node-termination-handler",
      statements: ({ context }, { queueArn }) => nodeTerminationHandlerStatements(queueArn, context.clusterName),
    },
  ],
  install: (options, { context, profile }, { queueUrl }) => [
    helmChart({
      chart: "oci://public.ecr.aws/aws-ec2/helm/aws-node-termination-handler",
      namespace: "kube-system",
      values: (annotate, mirror) => ({
        ...configuration(options, profile),
        awsRegion: context.region,
        queueURL: queueUrl,
        managedTag: drainTag(context.clusterName),
        serviceAccount: { name: "aws-node-termination-handler", annotations: annotate("aws-node-termination-handler") },
        image: { repository: `${mirror("public.ecr.aws")}/aws-ec2/aws-node-termination-handler` },
      }),
    }),
  ],
};

/**
 * Events that end an instance of a self-managed group. No rebalance recommendations: the groups themselves start a replacement for these, and
 * drain through the lifecycle hook when it is ready. Source: aws/aws-node-termination-handler, README (2026-07-21).
 */
function events(clusterName: string) {
  const { health, spot, state } = instanceEvents;
  const hook = {
    source: ["aws.autoscaling"],
    "detail-type": ["EC2 Instance-terminate Lifecycle Action"],
    detail: { LifecycleHookName: [drainHookName(clusterName)] },
  };
  return { hook, health: { ...health, detail: { service: ["EC2"], eventTypeCategory: ["scheduledChange"] } }, spot, state };
}

type Periods = Pick<z.output<typeof options>, "replicas" | "podTerminationGracePeriod" | "nodeTerminationGracePeriod">;

function configuration({ replicas, podTerminationGracePeriod, nodeTerminationGracePeriod }: Periods, profile: StackProfile): Values {
  return {
    enableSqsTerminationDraining: true,
    checkTagBeforeDraining: true,
    replicas,
    podTerminationGracePeriod,
    nodeTerminationGracePeriod,
    podDisruptionBudget: { maxUnavailable: 1 },
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": "aws-node-termination-handler" }),
    tolerations: systemTolerations(profile),
  };
}
