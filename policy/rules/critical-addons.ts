/** Replicas of add-ons that the cluster cannot do without, by their key in the values; `fallback`: what the chart or add-on runs without the key. */
export const criticalAddons: Readonly<Record<string, readonly { readonly path: readonly string[]; readonly fallback: number }[]>> = {
  coredns: [{ path: ["replicaCount"], fallback: 2 }],
  "metrics-server": [{ path: ["replicas"], fallback: 2 }],
  "aws-ebs-csi-driver": [{ path: ["controller", "replicaCount"], fallback: 2 }],
  karpenter: [{ path: ["replicas"], fallback: 2 }],
  "aws-load-balancer-controller": [{ path: ["replicaCount"], fallback: 2 }],
  "cert-manager": [
    { path: ["webhook", "replicaCount"], fallback: 1 },
    { path: ["replicaCount"], fallback: 1 },
  ],
  istio: [{ path: ["autoscaleMin"], fallback: 1 }],
  kyverno: [{ path: ["admissionController", "replicas"], fallback: 1 }],
  "external-secrets": [{ path: ["webhook", "replicaCount"], fallback: 1 }],
};
