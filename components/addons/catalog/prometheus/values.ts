import { topologySpread } from "../../../util/topology-spread";
import type { Annotate, InstallContext, Mirror, Values } from "../../addon";
import { everyTaint, systemTolerations } from "../common/options";
import { type RemoteWriteSetting, remoteWriteSpec, remoteWriteTarget } from "./remote-write";

/** Name of the release; names of services and secrets begin with it. */
export const release = "kube-prometheus-stack";

/** Service account of Prometheus itself, which writes remotely. */
export const serviceAccount = "prometheus";

/** Registries of all images of the chart and its subcharts. */
export const registries = ["quay.io", "registry.k8s.io", "ghcr.io", "docker.io"];

export interface Settings {
  readonly replicas: number;
  readonly storage: false | { readonly sizeGiB: number; readonly storageClass?: string };
  readonly retentionDays: number;
  readonly grafana: boolean;
  readonly alertmanager: boolean;
  readonly remoteWrite?: RemoteWriteSetting;
}

/** Values of kube-prometheus-stack. */
export function stackValues(settings: Settings, install: InstallContext, annotate: Annotate, mirror: Mirror): Values {
  const tolerations = systemTolerations(install.profile);
  const podDisruptionBudget = { enabled: settings.replicas > 1 }; // at least one pod; a budget for a single pod would block node replacement
  const at = (registry: string) => ({ image: { registry: mirror(registry) } });
  return {
    crds: { upgradeJob: upgradeJob(tolerations, mirror) },
    // EKS runs these in the control plane, where they cannot be scraped, and kube-proxy listens only on the node: the targets would always be down
    kubeEtcd: { enabled: false },
    kubeControllerManager: { enabled: false },
    kubeScheduler: { enabled: false },
    kubeProxy: { enabled: false },
    prometheusOperator: operator(tolerations, mirror),
    prometheus: {
      podDisruptionBudget,
      serviceAccount: { name: serviceAccount, annotations: annotate(serviceAccount) },
      prometheusSpec: prometheusSpec(settings, install, mirror),
    },
    alertmanager: { enabled: settings.alertmanager, podDisruptionBudget, alertmanagerSpec: alertmanagerSpec(settings, install, mirror) },
    grafana: {
      enabled: settings.grafana,
      ...at("docker.io"),
      sidecar: { ...at("quay.io"), resources: resources("10m", "64Mi", "256Mi") },
      testFramework: { enabled: false },
      tolerations,
      resources: resources("100m", "256Mi", "1Gi"),
    },
    "kube-state-metrics": { ...at("registry.k8s.io"), tolerations, resources: resources("20m", "64Mi", "512Mi") },
    nodeExporter: { enabled: !install.profile.fargateOnly }, // a DaemonSet
    "prometheus-node-exporter": { ...at("quay.io"), tolerations: everyTaint, resources: resources("20m", "32Mi", "128Mi") },
  };
}

function operator(tolerations: readonly object[], mirror: Mirror): Values {
  return {
    image: { registry: mirror("quay.io") },
    thanosImage: { registry: mirror("quay.io") }, // of sidecars of a Prometheus object
    prometheusConfigReloader: { image: { registry: mirror("quay.io") }, resources: resources("10m", "32Mi", "64Mi") },
    admissionWebhooks: { patch: { image: { registry: mirror("ghcr.io") }, tolerations, resources: resources("10m", "32Mi", "64Mi") } },
    tls: { internalPort: 10262 }, // the kubelet uses 10250 on Fargate
    tolerations,
    resources: resources("50m", "128Mi", "512Mi"),
  };
}

function prometheusSpec({ replicas, storage, retentionDays, remoteWrite }: Settings, install: InstallContext, mirror: Mirror): Values {
  const { context, profile } = install;
  return {
    image: { registry: mirror("quay.io") },
    replicas,
    retention: `${retentionDays}d`,
    ...(storage && { retentionSize: `${Math.floor(storage.sizeGiB * 0.85)}GB`, storageSpec: claim(storage.sizeGiB, storage.storageClass) }),
    externalLabels: { cluster: context.clusterName },
    replicaExternalLabelName: "__replica__", // by which Amazon Managed Prometheus deduplicates samples
    // monitors and rules of every chart, not only of this one
    ...Object.fromEntries(
      ["podMonitor", "probe", "rule", "scrapeConfig", "serviceMonitor"].map((kind) => [`${kind}SelectorNilUsesHelmValues`, false]),
    ),
    topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": "prometheus" }),
    tolerations: systemTolerations(profile),
    resources: resources("200m", "1Gi", "4Gi"),
    ...(remoteWrite && { remoteWrite: [remoteWriteSpec(remoteWriteTarget(remoteWrite, install), context.region)] }),
  };
}

function alertmanagerSpec({ replicas, storage }: Settings, { profile }: InstallContext, mirror: Mirror): Values {
  return {
    image: { registry: mirror("quay.io") },
    replicas,
    ...(storage && { storage: claim(2, storage.storageClass) }),
    topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": "alertmanager" }),
    tolerations: systemTolerations(profile),
    resources: resources("20m", "64Mi", "256Mi"),
  };
}

/** Applies the chart's CRDs before each upgrade, which Helm itself never does. */
function upgradeJob(tolerations: readonly object[], mirror: Mirror): Values {
  return {
    enabled: true,
    image: {
      busybox: { registry: mirror("docker.io"), repository: "library/busybox", tag: "1.38.0" },
      kubectl: { registry: mirror("registry.k8s.io") },
    },
    tolerations,
    resources: resources("10m", "64Mi", "256Mi"),
  };
}

function claim(sizeGiB: number, storageClass?: string): Values {
  const spec = {
    accessModes: ["ReadWriteOnce"],
    resources: { requests: { storage: `${sizeGiB}Gi` } },
    ...(storageClass && { storageClassName: storageClass }),
  };
  return { volumeClaimTemplate: { spec } };
}

function resources(cpu: string, memory: string, limit: string): Values {
  return { requests: { cpu, memory }, limits: { memory: limit } };
}
