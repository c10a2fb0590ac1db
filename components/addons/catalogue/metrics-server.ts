import { z } from "zod";
import type { Partition } from "../../shared/facts/regions";
import { type Addon, chart, managed, type Values } from "../contract";
import type { StackFacts } from "../facts";
import { commonOptions, replicas, spread, systemTolerations } from "../options";

const options = z.strictObject({ ...commonOptions.either, replicas });

/** Partitions where metrics-server is an EKS add-on; not in China, GovCloud and the isolated regions (eksctl known_addons.go, 2026-08-21). */
const partitionsWithAddon: readonly Partition[] = ["aws", "aws-eusc"];

/** Metrics Server: CPU and memory of pods and nodes, for autoscaling and `kubectl top`. */
export const metricsServer: Addon<z.output<typeof options>> = {
  name: "metrics-server",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  fargate: true,
  install: ({ replicas }, { context, facts }) => {
    const values = configuration(replicas, facts);
    return [
      partitionsWithAddon.includes(context.partition)
        ? managed("metrics-server", values)
        : chart({
            chart: "metrics-server",
            repo: "https://kubernetes-sigs.github.io/metrics-server/",
            namespace: "kube-system",
            values: () => values,
          }),
    ];
  },
};

/** The add-on is built from the chart and takes the same keys. */
function configuration(replicas: number, facts: StackFacts): Values {
  return {
    replicas,
    containerPort: 10251, // 10250 is the kubelet's own on Fargate
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    topologySpreadConstraints: spread({ "app.kubernetes.io/name": "metrics-server" }),
    tolerations: systemTolerations(facts),
  };
}
