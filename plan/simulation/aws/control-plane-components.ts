import { mergeValues } from "../../../components/util/deep-merge";
import { isRecord } from "../../../components/util/is-record";
import type { Value, Values } from "../../types";

/** What EKS sets where a cluster has no settings of its own. Source: EKS user guide, Advanced Kubernetes control plane configuration (2026). */
const defaults: Readonly<Record<string, Values>> = {
  kubeApiServerConfig: { eventTtl: "1h", serviceNodePortRange: { minPort: 30_000, maxPort: 32_767 } },
  kubeControllerManagerConfig: {
    horizontalPodAutoscalerControllerConfig: { horizontalPodAutoscalerSyncPeriod: "15s" },
    podGcControllerConfig: { terminatedPodGcThreshold: 12_500 },
  },
  kubeSchedulerConfig: {
    nodeResourcesFit: {
      scoringStrategy: {
        type: "LeastAllocated",
        resources: [
          { name: "cpu", weight: 1 },
          { name: "memory", weight: 1 },
        ],
      },
    },
  },
};

/** Settings of the Kubernetes components, those of the cluster over EKS's own. */
export function componentFacts(inputs: Values): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(defaults).map(([name, own]) => [name, isRecord(inputs[name]) ? (mergeValues(own, inputs[name]) as Value) : own]),
  );
}
