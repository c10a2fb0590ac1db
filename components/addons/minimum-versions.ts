import type { AddonName } from "./names";
import type { StackProfile } from "./stack-profile";

/** The oldest version of an add-on that works with the objects, values and permissions that this project creates for it. */
export interface MinimumVersion {
  /** Of the chart, or of the EKS add-on without `v` and build; or by Kubernetes version, where newer ones need newer charts. */
  readonly version: string | Readonly<Record<string, string>>;
  /** What is missing in older versions, as messages say it. */
  readonly because: string;
  /** Stacks that need it. Default: all. */
  readonly needed?: (profile: StackProfile) => boolean;
}

/** For pods that get their role by Pod Identity: AWS SDK for Go 1.47.11, or its version 2 of 2023-11-14 (EKS user guide, Pod Identity with the AWS SDK). */
function podIdentity(version: string): MinimumVersion {
  return { version, because: "older ones cannot use Pod Identity", needed: ({ identity }) => identity === "podIdentity" };
}

/** Sources: tags of the project's repository, their `go.mod`, values and templates of the chart, unless a comment names another; looked up 2026-11-30. */
export const minimumVersions: Readonly<Partial<Record<AddonName, readonly MinimumVersion[]>>> = {
  "vpc-cni": [podIdentity("1.15.5")], // EKS user guide, add-ons with Pod Identity
  "aws-ebs-csi-driver": [{ version: "1.45.0", because: "the schema of older ones does not know the value `node.metadataSources`" }],
  "aws-efs-csi-driver": [podIdentity("2.0.5")], // its CHANGELOG-2.x.md
  "aws-fsx-csi-driver": [podIdentity("1.2.0")],
  "aws-mountpoint-s3-csi-driver": [
    podIdentity("1.15.0"), // pkg/driver/node/credentialprovider
    // aws/containers-roadmap 2676 (schema of 2.0.0) and 2785 (of 2.3.0)
    { version: "2.3.0", because: "older ones take no tolerations of their controller", needed: ({ taints }) => taints.length > 0 },
  ],
  adot: [{ version: "0.102.0", because: "the collectors are objects of API version v1beta1" }], // opentelemetry-operator, CHANGELOG.md
  "amazon-cloudwatch-observability": [
    podIdentity("3.1.0"), // CloudWatch user guide, quick start with the EKS add-on
    {
      version: "4.0.0",
      because: "older ones do not know the value `manager.applicationSignals.autoMonitor`, which keeps them out of restricted namespaces",
      needed: ({ restricted }) => restricted,
    },
  ],
  karpenter: [
    { version: "1.0.0", because: "NodePools and EC2NodeClasses are objects of API version v1" },
    {
      version: { "1.31": "1.0.5", "1.32": "1.2.0", "1.33": "1.5.0", "1.34": "1.6.0", "1.35": "1.9.0", "1.36": "1.13.0" }, // karpenter.sh, compatibility
      because: "older ones do not support this Kubernetes version",
    },
  ],
  // Without the permission to list them its image, which follows the Kubernetes version, never scales (kubernetes/autoscaler#8678)
  "cluster-autoscaler": [
    { version: "9.46.3", because: "older charts do not allow it to list VolumeAttachments" },
    { version: { "1.35": "9.54.0", "1.36": "9.54.0" }, because: "older charts do not allow it to list ResourceSlices" },
  ],
  "aws-node-termination-handler": [
    { version: "0.19.0", because: "older charts do not know the value `managedTag`" },
    podIdentity("0.23.0"), // app 1.21.0
  ],
  keda: [{ version: "2.14.0", because: "older charts do not know the value `serviceAccount.operator`" }],
  "aws-load-balancer-controller": [{ version: "3.0.0", because: "its CRDs and IAM policy are those of version 3" }],
  "external-secrets": [{ version: "0.16.0", because: "the stores are objects of API version v1" }],
  "external-dns": [
    { version: "1.14.0", because: "older charts do not know the value `provider.name`" },
    podIdentity("1.14.4"), // app 0.14.1
  ],
  "cert-manager": [{ version: "1.15.0", because: "older charts do not know the value `crds.enabled`" }],
  prometheus: [podIdentity("56.0.0")], // Prometheus 2.49, which signs remote write
  "fluent-bit": [podIdentity("0.2.0")], // fluent/fluent-bit#10115; the image of older charts is from 2024
  argocd: [{ version: "6.10.0", because: "older charts do not know the value `redisSecretInit`" }],
  flux: [{ version: "2.9.0", because: "GitRepositories and Kustomizations are objects of API version v1" }],
  velero: [{ version: "12.0.0", because: "the AWS plugin that is installed requires Velero 1.18" }], // vmware-tanzu/velero, upgrade-to-1.18.md
  trident: [
    { version: "100.2506.0", because: "older charts do not know the value `tridentExcludeAutosupport`" },
    {
      version: { "1.34": "100.2510.0", "1.35": "100.2602.0", "1.36": "100.2606.0" }, // config/config.go, KubernetesVersionMax
      because: "older ones do not support this Kubernetes version",
    },
  ],
};
