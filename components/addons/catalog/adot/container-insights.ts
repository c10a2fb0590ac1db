import type { Context } from "../../../util/context";
import type { Values } from "../../addon";
import { insightsGroup } from "../common/log-groups";
import { everyTaint } from "../common/options";

/**
 * Spec of the agent that reads metrics of its node, and of the pods on it, and sends them to Container Insights.
 * Source: aws-observability/aws-otel-collector deployment-template/eks/otel-container-insights-infra.yaml (2026-07-16).
 */
export function containerInsightsSpec({ clusterName, region }: Context): Values {
  return {
    mode: "daemonset",
    hostNetwork: true, // it reads instance metadata, which pods with their own address cannot reach (hop limit)
    tolerations: everyTaint,
    priorityClassName: "system-node-critical",
    securityContext: { runAsUser: 0, runAsGroup: 0 }, // containerd's socket belongs to root
    resources: { requests: { cpu: "100m", memory: "200Mi" }, limits: { memory: "400Mi" } },
    env: [
      fromPod("K8S_NODE_NAME", "spec.nodeName"),
      fromPod("HOST_NAME", "spec.nodeName"),
      fromPod("HOST_IP", "status.hostIP"),
      fromPod("K8S_NAMESPACE", "metadata.namespace"),
    ],
    volumes: hostPaths.map(({ name, path }) => ({ name, hostPath: { path } })),
    volumeMounts: hostPaths.map(({ name, mountPath }) => ({ name, mountPath, readOnly: true })),
    config: {
      extensions: { health_check: {} },
      receivers: { awscontainerinsightreceiver: { cluster_name: clusterName, container_orchestrator: "eks" } },
      processors: { batch: { timeout: "60s" } },
      exporters: {
        awsemf: {
          region,
          namespace: "ContainerInsights",
          log_group_name: insightsGroup(clusterName, "performance"),
          log_stream_name: "{NodeName}",
          resource_to_telemetry_conversion: { enabled: true },
          dimension_rollup_option: "NoDimensionRollup",
          parse_json_encoded_attr_values: ["Sources", "kubernetes"],
          metric_declarations: metrics.map(([dimensions, names]) => ({ dimensions, metric_name_selectors: names })),
        },
      },
      service: {
        extensions: ["health_check"],
        pipelines: { metrics: { receivers: ["awscontainerinsightreceiver"], processors: ["batch"], exporters: ["awsemf"] } },
      },
    },
  };
}

const hostPaths = [
  { name: "rootfs", path: "/", mountPath: "/rootfs" },
  { name: "containerd", path: "/run/containerd/containerd.sock", mountPath: "/run/containerd/containerd.sock" },
  { name: "sys", path: "/sys", mountPath: "/sys" },
  { name: "devdisk", path: "/dev/disk/", mountPath: "/dev/disk" },
];

function fromPod(name: string, fieldPath: string) {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}

const cluster = ["ClusterName"];
const node = ["NodeName", "InstanceId", "ClusterName"];
const pod = ["PodName", "Namespace", "ClusterName"];
const service = ["Service", "Namespace", "ClusterName"];
const namespace = ["Namespace", "ClusterName"];

const prefixed = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}_${name}`);

const nodeUse = [
  "cpu_utilization",
  "memory_utilization",
  "network_total_bytes",
  "cpu_reserved_capacity",
  "memory_reserved_capacity",
  "number_of_running_pods",
  "number_of_running_containers",
];
const nodeTotals = ["cpu_usage_total", "cpu_limit", "memory_working_set", "memory_limit"];
const podUse = [
  "cpu_utilization",
  "memory_utilization",
  "network_rx_bytes",
  "network_tx_bytes",
  "cpu_utilization_over_pod_limit",
  "memory_utilization_over_pod_limit",
];

/** Metrics and dimensions in CloudWatch: those that its Container Insights pages show. */
const metrics: readonly (readonly [dimensions: readonly string[][], names: readonly string[]])[] = [
  [[node], prefixed("node", nodeUse)],
  [[cluster], prefixed("node", [...nodeUse, ...nodeTotals])],
  [[node, cluster], ["node_filesystem_utilization"]],
  [[pod, service, namespace, cluster], prefixed("pod", podUse)],
  [[pod, cluster], prefixed("pod", ["cpu_reserved_capacity", "memory_reserved_capacity"])],
  [[pod], ["pod_number_of_container_restarts"]],
  [[cluster], ["cluster_node_count", "cluster_failed_node_count"]],
  [[service, cluster], ["service_number_of_running_pods"]],
  [[namespace, cluster], ["namespace_number_of_running_pods"]],
];

/** Cluster-wide RBAC rules of the agent. */
export const clusterRules = [
  { apiGroups: [""], resources: ["pods", "nodes", "endpoints"], verbs: ["get", "list", "watch"] },
  { apiGroups: [""], resources: ["nodes/proxy", "nodes/stats"], verbs: ["get"] },
  { apiGroups: ["apps"], resources: ["replicasets"], verbs: ["get", "list", "watch"] },
  { apiGroups: ["batch"], resources: ["jobs"], verbs: ["list", "watch"] },
];

/** RBAC rules for leader election in their own namespace: the leader collects metrics that belong to no node. */
export const rules = [
  { apiGroups: [""], resources: ["configmaps", "events"], verbs: ["create"] },
  { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["create"] },
  { apiGroups: [""], resources: ["configmaps"], resourceNames: ["otel-container-insight-clusterleader"], verbs: ["get", "update"] },
  {
    apiGroups: ["coordination.k8s.io"],
    resources: ["leases"],
    resourceNames: ["otel-container-insight-clusterleader"],
    verbs: ["get", "update"],
  },
];
