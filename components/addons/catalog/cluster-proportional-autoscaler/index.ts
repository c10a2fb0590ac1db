import { z } from "zod";
import { text } from "../../../util/schemas";
import { type Addon, type AddonWarning, helmChart, type Selected } from "../../addon";
import { commonOptions, systemTolerations } from "../common/options";

const name = "cluster-proportional-autoscaler";
const registry = "registry.k8s.io";

const count = z.int().min(1).max(100_000);

const linear = z.strictObject({
  coresPerReplica: count.default(256).describe("Cores of the nodes for each replica"),
  nodesPerReplica: count.default(16).describe("Nodes for each replica. The larger number of the two counts"),
  min: count.default(2).describe("Replicas at least"),
  max: count.optional().describe("Replicas at most. Default: no limit"),
});

const steps = z
  .array(z.array(z.int().min(0)).length(2))
  .min(1)
  .refine((pairs) => pairs.every(([from], at) => at === 0 || from! > pairs[at - 1]![0]!), "expected steps in ascending order");

const ladder = z
  .strictObject({
    coresToReplicas: steps.optional().describe("Steps [cores, replicas], in ascending order"),
    nodesToReplicas: steps.optional().describe("Steps [nodes, replicas], in ascending order. The larger number of replicas counts"),
  })
  .refine(
    ({ coresToReplicas, nodesToReplicas }) => coresToReplicas !== undefined || nodesToReplicas !== undefined,
    "expected coresToReplicas or nodesToReplicas",
  );

const options = z.strictObject({
  ...commonOptions.chart,
  target: text(
    /^(deployment|replicaset|replicationcontroller)\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
    "a workload in kube-system such as deployment/coredns",
  ).describe("Workload in kube-system whose replicas follow the size of the cluster, such as `deployment/coredns`"),
  linear: linear.default(linear.parse({})).describe("Replicas in proportion to cores and nodes"),
  ladder: ladder.optional().describe("Replicas by steps of cores and nodes, instead of `linear`"),
});

type Options = z.output<typeof options>;

/** Cluster Proportional Autoscaler: the replicas of a workload in kube-system follow the number of nodes and cores. */
export const clusterProportionalAutoscaler: Addon<Options> = {
  name,
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  after: ["coredns", "metrics-server"],
  supportsFargate: true,
  validate: ({ linear }) => [
    () => {
      const { min, max } = linear;
      if (max === undefined || max >= min) return undefined;
      return { at: ["linear", "max"], message: `expected ${min} or more, as \`linear.min\`, found ${max}; set one of the two` };
    },
  ],
  warn: ({ target }, _, selected) => ownAutoscaling(target, selected),
  registries: () => [registry],
  install: ({ target, linear, ladder }, { profile }) => [
    helmChart({
      chart: name,
      repo: "https://kubernetes-sigs.github.io/cluster-proportional-autoscaler",
      namespace: "kube-system",
      values: (_, mirror) => ({
        image: { repository: `${mirror(registry)}/cpa/cluster-proportional-autoscaler` },
        options: { target, namespace: "kube-system" },
        config: ladder ? { ladder } : { linear: { ...linear, preventSinglePointFailure: true, includeUnschedulableNodes: true } },
        tolerations: systemTolerations(profile),
        priorityClassName: "system-cluster-critical",
        resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } },
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
      }),
    }),
  ],
};

function ownAutoscaling(target: string, selected: Selected): AddonWarning | undefined {
  if (target !== "deployment/coredns" || !selected.has("coredns")) return undefined;
  return {
    at: ["target"],
    message:
      "each update of the EKS add-on `coredns` sets its `replicas` again, until the autoscaler changes them back; CoreDNS's own autoscaling does without",
    fix: "remove this add-on, and set `coredns: { values: { autoScaling: { enabled: true } } }`",
  };
}
