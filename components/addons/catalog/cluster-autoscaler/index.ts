import { z } from "zod";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, helmChart, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { commonOptions, replicas, systemTolerations } from "../common/options";
import { clusterAutoscalerStatements } from "./policy";

const duration = z.string().regex(/^([0-9]+(s|m|h))+$/, "a duration such as 10m");

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  replicas,
  expander: z
    .enum(["least-waste", "priority", "most-pods", "random"])
    .default("least-waste")
    .describe("How to choose the group to scale up: the least waste, by `priorities`, the most pods, or at random"),
  priorities: z
    .record(z.string().regex(/^[1-9][0-9]*$/, "a number such as 10"), z.array(z.string().min(1)).min(1))
    .default({})
    .describe("For the expander `priority`: number -> patterns of group names, such as `.*spot.*`; the highest number is preferred"),
  balanceSimilarGroups: z.boolean().default(true).describe("Balance the size of groups that differ only in their zone"),
  scaleDown: z
    .strictObject({
      enabled: z.boolean().default(true).describe("Remove unneeded nodes"),
      unneededTime: duration.default("10m").describe("How long a node must be unneeded before it is removed"),
      delayAfterAdd: duration.default("10m").describe("Delay of scale-down after a node was added"),
      utilizationThreshold: z.number().min(0).max(1).default(0.5).describe("Utilization below which a node is unneeded"),
    })
    .prefault({})
    .describe("Scale-down of unneeded nodes"),
});

type Options = z.output<typeof options>;

/** Cluster Autoscaler: scales the Auto Scaling groups of node pools for pending pods. */
export const clusterAutoscaler: Addon<Options> = {
  name: "cluster-autoscaler",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  scalesNodeGroups: true,
  conflicts: ["karpenter"],
  supportsFargate: true,
  providedByAutoMode: true,
  validate: ({ expander, priorities }) => {
    const given = Object.keys(priorities).length > 0;
    if (expander === "priority" && !given) return "`expander: priority` needs `priorities`; add them, such as { 50: [.*spot.*], 10: [.*] }";
    return expander !== "priority" && given ? "`priorities` have no effect with this expander; set `expander: priority`" : undefined;
  },
  warn: (_, { existing, nodePools }) =>
    !existing && Object.keys(nodePools).length === 0
      ? {
          message: "has nothing to scale, because the stack has no node pools",
          fix: "remove the key, or add a pool to `nodePools`",
        }
      : undefined,
  awsServices: ["autoscaling"],
  registries: () => ["registry.k8s.io"],
  mainServiceAccount: () => "cluster-autoscaler",
  identity: () => [
    { namespace: "kube-system", serviceAccount: "cluster-autoscaler", statements: ({ context }) => clusterAutoscalerStatements(context) },
  ],
  install: (options, { context, profile, kubernetesVersion }) => [
    helmChart({
      chart: "cluster-autoscaler",
      repo: "https://kubernetes.github.io/autoscaler",
      namespace: "kube-system",
      values: (annotate, mirror) => ({
        ...configuration(options, profile),
        awsRegion: context.region,
        autoDiscovery: { clusterName: context.clusterName },
        rbac: { serviceAccount: { name: "cluster-autoscaler", annotations: annotate("cluster-autoscaler") } },
        image: {
          repository: `${mirror("registry.k8s.io")}/autoscaling/cluster-autoscaler`,
          ...(imageTags[kubernetesVersion] && { tag: imageTags[kubernetesVersion] }),
        },
      }),
    }),
  ],
};

/**
 * The autoscaler simulates the scheduler, so it is built for one Kubernetes minor; the chart's default image is v1.35.0, which is also used for other minors.
 * Source: kubernetes/kops pkg/model/components/clusterautoscaler.go (2026); 1.36.1: release page of kubernetes/autoscaler, 2026-07-23.
 */
const imageTags: Readonly<Record<string, string>> = {
  "1.32": "v1.32.7",
  "1.33": "v1.33.5",
  "1.34": "v1.34.4",
  "1.35": "v1.35.1",
  "1.36": "v1.36.1",
};

function configuration({ replicas, expander, priorities, balanceSimilarGroups, scaleDown }: Options, profile: StackProfile): Values {
  return {
    replicaCount: replicas,
    extraArgs: {
      expander,
      "balance-similar-node-groups": balanceSimilarGroups,
      "skip-nodes-with-system-pods": false, // otherwise pods of the add-ons in kube-system block the removal of underused nodes
      "scale-down-enabled": scaleDown.enabled,
      "scale-down-unneeded-time": scaleDown.unneededTime,
      "scale-down-delay-after-add": scaleDown.delayAfterAdd,
      "scale-down-utilization-threshold": scaleDown.utilizationThreshold,
    },
    ...(expander === "priority" && { expanderPriorities: priorities }),
    resources: { requests: { cpu: "100m", memory: "300Mi" }, limits: { memory: "600Mi" } },
    podDisruptionBudget: { maxUnavailable: 1 },
    topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": "aws-cluster-autoscaler" }),
    tolerations: systemTolerations(profile),
  };
}
