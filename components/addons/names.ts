/** Every add-on by its key in stack config, as AWS and Helm users spell it; what does not wait for another is made in this order. */
export const addonNames = [
  "eks-pod-identity-agent",
  "vpc-cni",
  "kube-proxy",
  "coredns",
  "aws-ebs-csi-driver",
  "aws-efs-csi-driver",
  "aws-fsx-csi-driver",
  "aws-mountpoint-s3-csi-driver",
  "secrets-store-csi-driver",
  "external-secrets",
  "velero",
  "metrics-server",
  "cluster-autoscaler",
  "karpenter",
  "aws-node-termination-handler",
  "nvidia-device-plugin",
  "neuron-device-plugin",
  "overprovisioning",
  "keda",
  "aws-load-balancer-controller",
  "external-dns",
  "cert-manager",
  "prometheus",
  "adot",
  "amazon-cloudwatch-observability",
  "fluent-bit",
  "eks-node-monitoring-agent",
  "kubernetes-dashboard",
  "argocd",
  "kyverno",
  "flux",
] as const;

export type AddonName = (typeof addonNames)[number];

/** A step of the order graph: an add-on, or `nodes`: the capacity that pods run on. */
export type Step = AddonName | "nodes";
