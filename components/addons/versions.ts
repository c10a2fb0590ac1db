// Versions of each add-on by Kubernetes version. Checked 2026-11-23; DescribeAddonVersions was not called, so every pin names its source.
// Sources in order of preference: AWS's default version, newest sighting; the EKS user guide's table; pins of EKS Blueprints for CDK; a public
// stack. AWS's default is preferred to its newest because AWS has already moved most clusters to it. Without a source the version
// is left open, AWS picks its default at deployment, and the stack gets a warning; a version is never derived from that of another minor.
import type { Partition } from "../reference/regions";
import type { AddonName } from "./names";

/** Source that EKS has a version. */
export const versionSources = {
  default: "AWS's default, in public repositories of 2026-08-30 (1.35) and 2026-09-22 (1.36)",
  guide: "EKS user guide's table, as copied on 2026-09-26",
  cdk: "EKS Blueprints for CDK, 2026-07-01",
  used: "in use in public repositories, 2026 (1.32 to 1.35) and 2026-09-22 (1.36)",
  earlier: "AWS's default or newest, in public repositories of 2025 and early 2026",
} as const;

/** Source of a pinned version. */
export type Source = keyof typeof versionSources;
/** By Kubernetes version; those of the catalog name a source. */
export type Pins = Readonly<Record<string, readonly [version: string, source?: Source]>>;

/** Pinned versions of an add-on. */
export interface AddonVersions {
  /** Versions of the EKS add-on by Kubernetes version; absent if there is no EKS add-on. */
  readonly eksAddon?: Pins;
  /** Partitions with the EKS add-on. Default: all. */
  readonly eksAddonPartitions?: readonly Partition[];
  /** Version of the chart; absent if no chart is used. Source and date are in a comment. */
  readonly chart?: string;
}

export const addonVersions: Readonly<Record<AddonName, AddonVersions>> = {
  "vpc-cni": {
    eksAddon: {
      "1.32": ["v1.20.4-eksbuild.2", "cdk"],
      "1.33": ["v1.20.4-eksbuild.2", "cdk"],
      "1.34": ["v1.20.4-eksbuild.2", "cdk"],
      "1.35": ["v1.22.4-eksbuild.3", "default"],
      "1.36": ["v1.22.4-eksbuild.3", "default"],
    },
  },
  "kube-proxy": {
    eksAddon: {
      "1.32": ["v1.32.13-eksbuild.28", "guide"],
      "1.33": ["v1.33.10-eksbuild.25", "guide"],
      "1.34": ["v1.34.6-eksbuild.25", "guide"],
      "1.35": ["v1.35.3-eksbuild.21", "default"],
      "1.36": ["v1.36.0-eksbuild.21", "guide"],
    },
  },
  coredns: {
    eksAddon: {
      "1.32": ["v1.11.4-eksbuild.53", "guide"],
      "1.33": ["v1.12.4-eksbuild.31", "guide"],
      "1.34": ["v1.13.2-eksbuild.24", "guide"],
      "1.35": ["v1.13.2-eksbuild.21", "default"],
      "1.36": ["v1.14.3-eksbuild.16", "guide"],
    },
  },
  "eks-pod-identity-agent": {
    eksAddon: {
      "1.32": ["v1.3.10-eksbuild.2", "cdk"],
      "1.33": ["v1.3.10-eksbuild.2", "cdk"],
      "1.34": ["v1.3.10-eksbuild.2", "cdk"],
      "1.35": ["v1.3.10-eksbuild.3", "default"],
      "1.36": ["v1.3.10-eksbuild.3", "default"],
    },
  },
  "aws-ebs-csi-driver": {
    eksAddon: {
      "1.32": ["v1.56.0-eksbuild.1", "cdk"],
      "1.33": ["v1.56.0-eksbuild.1", "cdk"],
      "1.34": ["v1.56.0-eksbuild.1", "cdk"],
      "1.35": ["v1.65.0-eksbuild.1", "default"],
      "1.36": ["v1.66.0-eksbuild.1", "used"],
    },
  },
  "aws-efs-csi-driver": {
    eksAddon: {
      "1.32": ["v2.3.1-eksbuild.1", "earlier"],
      "1.33": ["v2.3.1-eksbuild.1", "earlier"],
      "1.34": ["v2.3.1-eksbuild.1", "earlier"],
      "1.35": ["v3.4.1-eksbuild.1", "used"],
      "1.36": ["v3.4.2-eksbuild.1", "used"],
    },
  },
  "aws-fsx-csi-driver": {
    eksAddon: { "1.36": ["v1.10.0-eksbuild.1", "used"] },
  },
  "aws-fsx-openzfs-csi-driver": { chart: "1.2.0" }, // app 1.2.0; kubernetes-sigs/aws-fsx-openzfs-csi-driver dc7b82c, 2026-01-09
  "aws-mountpoint-s3-csi-driver": {
    eksAddon: { "1.35": ["v2.7.0-eksbuild.1", "used"] },
  },
  "secrets-store-csi-driver": {
    eksAddon: {
      "1.34": ["v3.0.0-eksbuild.1", "used"],
      "1.35": ["v3.1.3-eksbuild.1", "default"],
      "1.36": ["v3.1.3-eksbuild.1", "used"],
    },
  },
  "external-secrets": {
    chart: "2.0.1", // app v2.0.1; external-secrets/external-secrets, tag helm-chart-2.0.1 (2026-02-20)
  },
  velero: {
    chart: "12.1.0", // app 1.18.1; vmware-tanzu/helm-charts, 2026-06-25
  },
  "metrics-server": {
    eksAddon: {
      "1.32": ["v0.8.1-eksbuild.14", "used"],
      "1.33": ["v0.8.1-eksbuild.14", "used"],
      "1.34": ["v0.9.0-eksbuild.5", "used"],
      "1.35": ["v0.9.0-eksbuild.7", "default"],
      "1.36": ["v0.9.0-eksbuild.11", "used"],
    },
    eksAddonPartitions: ["aws", "aws-eusc"], // not in China, GovCloud and the isolated regions: eksctl known_addons.go, 2026-08-21
    chart: "3.13.1", // app 0.8.1; kubernetes-sigs.github.io/metrics-server, 2026-08-04
  },
  "cluster-autoscaler": { chart: "9.59.0" }, // app 1.35.0; kubernetes.github.io/autoscaler, 2026-08-22
  karpenter: { chart: "1.14.1" }, // oci public.ecr.aws/karpenter, with karpenter-crd of the same version, 2026-08-21
  "aws-node-termination-handler": { chart: "0.27.6" }, // app 1.25.6; aws/aws-node-termination-handler 62a8761, 2026-07-21
  "nvidia-device-plugin": { chart: "0.20.0" }, // NVIDIA/k8s-device-plugin, gh-pages of 2026-08-20
  "neuron-device-plugin": { chart: "1.9.0" }, // neuron-helm-chart; aws-neuron/neuron-helm-charts, release of 2026-07-10
  overprovisioning: { chart: "3.10.1" }, // no chart, but the pause image: kubernetes v1.36.1 hack/testdata/pod.yaml
  keda: { chart: "2.19.0" }, // EKS Blueprints for CDK, 2026-07-01; kedacore/charts 86f514c, 2026-02-02
  "aws-load-balancer-controller": { chart: "3.5.0" }, // app v3.5.0; aws/eks-charts, 2026-08-17
  "external-dns": { chart: "1.20.0" }, // app 0.20.0; EKS Blueprints for CDK, 2026-07-01; kubernetes-sigs/external-dns e951aab, 2026-01-02
  "cert-manager": { chart: "v1.19.4" }, // EKS Blueprints for CDK, 2026-07-01; cert-manager/cert-manager, tag of 2026-02-20
  prometheus: { chart: "88.5.3" }, // kube-prometheus-stack, app v0.93.1; prometheus-community/helm-charts, 2026-08-22
  adot: {
    eksAddon: {
      "1.32": ["v0.141.0-eksbuild.1", "cdk"],
      "1.33": ["v0.141.0-eksbuild.1", "cdk"],
      "1.34": ["v0.141.0-eksbuild.1", "cdk"],
      "1.35": ["v0.151.0-eksbuild.1", "cdk"],
    },
  },
  "amazon-cloudwatch-observability": {
    eksAddon: {
      "1.32": ["v4.10.1-eksbuild.1", "cdk"],
      "1.33": ["v4.10.1-eksbuild.1", "cdk"],
      "1.34": ["v4.10.1-eksbuild.1", "cdk"],
      "1.35": ["v5.3.1-eksbuild.1", "cdk"],
      "1.36": ["v6.6.0-eksbuild.1", "used"],
    },
  },
  "fluent-bit": { chart: "0.2.0" }, // aws-for-fluent-bit, app 3.2.1; aws/eks-charts, 2026-08-03
  "eks-node-monitoring-agent": {
    eksAddon: {
      "1.34": ["v1.4.2-eksbuild.1", "earlier"],
      "1.35": ["v1.7.0-eksbuild.1", "used"],
    },
  },
  "kubernetes-dashboard": { chart: "0.45.0" }, // headlamp; kubernetes-sigs/headlamp, 2026-08-21
  argocd: { chart: "10.1.1" }, // argo-cd, app v3.4.4; argoproj/argo-helm, 2026-07-02
  kyverno: { chart: "3.8.2" }, // app v1.18.2; kyverno/kyverno, tag of 2026-07-10; 3.9.0 was a day old when looked at (2026-08-21)
  "argo-rollouts": { chart: "2.41.0" }, // app v1.9.0; argoproj/argo-helm, 2026-07-02
  gatekeeper: { chart: "3.23.0" }, // app v3.23.0; open-policy-agent/gatekeeper, tag of 2026-07-08; 3.24.0 was a beta then
  "vertical-pod-autoscaler": { chart: "5.0.0" }, // chart vpa, app 1.7.1; FairwindsOps/charts 21a94b67, 2026-08-21
  "aws-efa-k8s-device-plugin": { chart: "v0.5.30" }, // app v0.5.20; aws/eks-charts, 2026-08-03
  "aws-network-flow-monitoring-agent": {
    eksAddon: {
      "1.32": ["v1.1.3-eksbuild.2", "cdk"],
      "1.33": ["v1.1.3-eksbuild.2", "cdk"],
      "1.34": ["v1.1.3-eksbuild.2", "cdk"],
      "1.35": ["v1.1.3-eksbuild.3", "cdk"],
    },
  },
  "aws-privateca-issuer": { eksAddon: {} }, // EKS add-on aws-privateca-connector-for-kubernetes, of which no source names a version
  opencost: { chart: "2.5.17" }, // app 1.120.1; opencost/opencost-helm-chart, 2026-04-28
  "aws-gateway-api-controller": { chart: "v2.1.3" }, // aws-gateway-controller-chart; aws/aws-application-networking-k8s, tag of 2026-08-14
  "pulumi-kubernetes-operator": { chart: "2.9.0" }, // app v2.9.0; pulumi/pulumi-kubernetes-operator, tag of 2026-07-29
  "cluster-proportional-autoscaler": { chart: "1.1.0" }, // app 1.8.6; kubernetes-sigs/cluster-proportional-autoscaler 5a5dd5a1, 2026-06-11
  "aws-guardduty-agent": { eksAddon: {} }, // of which no source names a version
  trident: { chart: "100.2606.0" }, // trident-operator, app 26.06.0; NetApp/trident, tag of 2026-06-29
  istio: { chart: "1.30.3" }, // base, istiod, cni and gateway; istio/istio, tag of 2026-07-13
  "gpu-operator": { chart: "v26.3.3" }, // NVIDIA/gpu-operator, tag of 2026-06-23; v26.7.0 was a day old when looked at (2026-08-21)
  ack: {}, // a chart for each service: reference/ack-services.ts
  amp: {}, // no version: it runs on AWS
  "fargate-logging": {}, // no version: the log router is part of Fargate
  flux: { chart: "2.18.3" }, // flux2, app 2.8.5; fluxcd-community/helm-charts 484b12c, 2026-04-14
};

/** The EKS add-on `snapshot-controller`, an option of the EBS driver. */
export const snapshotControllerVersions: AddonVersions = {
  eksAddon: {
    "1.32": ["v8.2.0-eksbuild.1", "earlier"],
    "1.33": ["v8.3.0-eksbuild.1", "earlier"],
    "1.35": ["v8.6.0-eksbuild.4", "used"],
  },
};

/** Versions of an add-on: its own, or those of the table. */
export function versionsOf({ name, versions }: { readonly name: string; readonly versions?: AddonVersions }): AddonVersions {
  return versions ?? addonVersions[name as AddonName] ?? {};
}

/** Whether an add-on is an EKS add-on in a partition, not a chart. */
export function isEksAddon({ eksAddon, eksAddonPartitions }: AddonVersions, partition: Partition): boolean {
  return eksAddon !== undefined && (eksAddonPartitions?.includes(partition) ?? true);
}

/** The version of an add-on in the table, or nothing if there is none. */
export function pinnedVersion(versions: AddonVersions, partition: Partition, kubernetesVersion: string): string | undefined {
  return isEksAddon(versions, partition) ? versions.eksAddon?.[kubernetesVersion]?.[0] : versions.chart;
}

/** Warning about a version that is left open. */
export function unknownVersion(kubernetesVersion: string) {
  return {
    message: `no version is known for Kubernetes ${kubernetesVersion}, so AWS chooses its default at deployment`,
    fix: "set `version` to pin one",
  };
}
