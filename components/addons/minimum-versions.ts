import type { AddonName } from "./names";

/** The oldest version of an add-on that works with the objects, values and permissions that this project creates for it. */
export interface MinimumVersion {
  /** Of the chart, or of the EKS add-on without `v` and build. */
  readonly version: string;
  /** What is missing in older versions, as messages say it. */
  readonly because: string;
}

const podIdentity = "older ones cannot use Pod Identity";

/**
 * Sources: EKS user guide, EKS add-ons with Pod Identity (2026); release notes of each project for its API versions and chart values (2026-08).
 */
export const minimumVersions: Readonly<Partial<Record<AddonName, MinimumVersion>>> = {
  "vpc-cni": { version: "1.15.5", because: podIdentity },
  "aws-ebs-csi-driver": { version: "1.26.0", because: podIdentity },
  "aws-efs-csi-driver": { version: "2.0.5", because: podIdentity },
  adot: { version: "0.102.0", because: "the collectors are objects of API version v1beta1" },
  karpenter: { version: "1.0.0", because: "NodePools and EC2NodeClasses are objects of API version v1" },
  "aws-load-balancer-controller": { version: "3.0.0", because: "its CRDs and IAM policy are those of version 3" },
  "external-secrets": { version: "0.17.0", because: "the stores are objects of API version v1" },
  "external-dns": { version: "1.14.0", because: "older charts do not know the value `provider.name`" },
  "cert-manager": { version: "1.15.0", because: "older charts do not know the value `crds.enabled`" },
  argocd: { version: "8.0.0", because: "its values and objects are those of Argo CD 3" },
  velero: { version: "12.0.0", because: "the AWS plugin that is installed requires Velero 1.18" },
};
