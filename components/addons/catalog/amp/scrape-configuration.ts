import { parse, stringify } from "yaml";
import { controlPlaneMetricsGroup } from "../../../reference/aws-names";
import { isRecord } from "../../../util/is-record";

/** Shortest interval of a managed scraper. Source: Amazon Managed Service for Prometheus user guide, scraper limitations (2026). */
export const shortestIntervalSeconds = 30;

/** Sections that a managed scraper accepts at the top. Source: the same guide, scraper configuration. */
const sections = ["global", "scrape_configs"];

const token = { credentials_file: "/var/run/secrets/kubernetes.io/serviceaccount/token" };
const apiServer = "kubernetes.default.svc:443"; // the only name that a scraper resolves

/** Endpoints of the API server, where EKS also serves metrics of the scheduler and the controller manager. */
function controlPlane(job: string, path?: string): object {
  return {
    job_name: job,
    scheme: "https",
    authorization: token,
    ...(path && { metrics_path: path }),
    kubernetes_sd_configs: [{ role: "endpoints" }],
    relabel_configs: [
      {
        action: "keep",
        source_labels: ["__meta_kubernetes_namespace", "__meta_kubernetes_service_name", "__meta_kubernetes_endpoint_port_name"],
        regex: "default;kubernetes;https",
      },
    ],
  };
}

/** Each kubelet, through the API server. */
function kubelets(job: string, path: string): object {
  return {
    job_name: job,
    scheme: "https",
    authorization: token,
    kubernetes_sd_configs: [{ role: "node" }],
    relabel_configs: [
      { action: "labelmap", regex: "__meta_kubernetes_node_label_(.+)" },
      { target_label: "__address__", replacement: apiServer },
      { source_labels: ["__meta_kubernetes_node_name"], target_label: "__metrics_path__", replacement: `/api/v1/nodes/$1/proxy${path}` },
    ],
  };
}

const podLabels = [
  { source_labels: ["__meta_kubernetes_namespace"], target_label: "namespace" },
  { source_labels: ["__meta_kubernetes_pod_name"], target_label: "pod" },
];

/** Ports named `metrics` of the CoreDNS pods. */
const coredns = {
  job_name: "coredns",
  kubernetes_sd_configs: [{ role: "pod", namespaces: { names: ["kube-system"] } }],
  relabel_configs: [
    {
      action: "keep",
      source_labels: ["__meta_kubernetes_pod_label_k8s_app", "__meta_kubernetes_pod_container_port_name"],
      regex: "kube-dns;metrics",
    },
    ...podLabels,
  ],
};

const annotation = (name: string) => `__meta_kubernetes_pod_annotation_prometheus_io_${name}`;

/** Pods with the annotation `prometheus.io/scrape: "true"`, at the port, path and scheme that further annotations name. */
const annotatedPods = {
  job_name: "pods",
  kubernetes_sd_configs: [{ role: "pod" }],
  relabel_configs: [
    { action: "keep", source_labels: [annotation("scrape")], regex: "true" },
    { action: "drop", source_labels: ["__meta_kubernetes_pod_phase"], regex: "Pending|Succeeded|Failed|Completed" },
    { source_labels: [annotation("scheme")], regex: "(https?)", target_label: "__scheme__" },
    { source_labels: [annotation("path")], regex: "(.+)", target_label: "__metrics_path__" },
    {
      source_labels: ["__meta_kubernetes_pod_ip", annotation("port")],
      regex: "([0-9.]+);([0-9]+)",
      target_label: "__address__",
      replacement: "$1:$2",
    },
    {
      source_labels: ["__meta_kubernetes_pod_ip", annotation("port")],
      regex: "([0-9a-fA-F]*:[0-9a-fA-F:]+);([0-9]+)",
      target_label: "__address__",
      replacement: "[$1]:$2",
    },
    { source_labels: ["__meta_kubernetes_pod_label_app_kubernetes_io_name"], target_label: "app" },
    ...podLabels,
  ],
};

/**
 * What a managed scraper collects unless settings say otherwise: control plane, kubelets, containers, CoreDNS, and pods that ask for it by annotations. kube-proxy
 * listens on its node alone. Metrics have the label `cluster`, as those of the add-on `prometheus`.
 */
export function defaultScrapeConfiguration(clusterName: string, intervalSeconds: number): string {
  return stringify(
    {
      global: { scrape_interval: `${intervalSeconds}s`, external_labels: { cluster: clusterName } },
      scrape_configs: [
        controlPlane("apiserver"),
        controlPlane("kube-scheduler", `/apis/${controlPlaneMetricsGroup}/v1/ksh/container/metrics`),
        controlPlane("kube-controller-manager", `/apis/${controlPlaneMetricsGroup}/v1/kcm/container/metrics`),
        kubelets("kubelet", "/metrics"),
        kubelets("cadvisor", "/metrics/cadvisor"),
        coredns,
        annotatedPods,
      ],
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

/** Why a managed scraper would reject a configuration, and how to fix it. */
export function* scrapeConfigurationIssues(text: string): Iterable<string> {
  let read: unknown;
  try {
    read = parse(text);
  } catch (error) {
    return yield `expected valid YAML; ${(error as Error).message.split("\n")[0]}`;
  }
  if (!isRecord(read)) return yield "expected a map; write `global` and `scrape_configs`, in the format of Prometheus";
  if (!Array.isArray(read.scrape_configs)) yield "has no list `scrape_configs`; add it, in the format of Prometheus";
  for (const other of Object.keys(read).filter((key) => !sections.includes(key)))
    yield `has the section \`${other}\`, and a managed scraper accepts only \`global\` and \`scrape_configs\`; remove it`;
  for (const part of [read.global, ...(Array.isArray(read.scrape_configs) ? read.scrape_configs : [])]) {
    const interval = isRecord(part) ? part.scrape_interval : undefined;
    if (interval !== undefined && secondsOf(interval) < shortestIntervalSeconds)
      yield `has the scrape interval ${JSON.stringify(interval)}, and a managed scraper accepts 30s at the least; set 30s or more`;
  }
}

/** Seconds of a duration of Prometheus, such as `1m30s`; NaN where it is none. */
function secondsOf(duration: unknown): number {
  const match = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(String(duration));
  if (!match) return Number.NaN;
  const [, hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(milliseconds) / 1000;
}
