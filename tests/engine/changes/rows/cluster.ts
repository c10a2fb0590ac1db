// Changes of the control plane, and of all resources.
import type { Row } from "../row";

export const cluster: readonly Row[] = [
  { name: "log types", on: "dev", change: { cluster: { logs: ["api"] } }, expected: ["~ Cluster eks-eksCluster"] },
  { name: "log retention", on: "dev", change: { cluster: { logRetentionDays: 90 } }, expected: ["~ LogGroup eks-logs"] },
  {
    name: "an access entry is added",
    on: "dev",
    change: { cluster: { access: { auditors: { principal: "arn:aws:iam::111122223333:role/auditors", policy: "view" } } } },
    expected: [
      "+ AccessEntry eks-access-111122223333-role/auditors",
      "+ AccessPolicyAssociation eks-access-111122223333-role/auditors-view",
    ],
  },
  {
    name: "namespaces of an access entry",
    on: "dev",
    change: { cluster: { access: { web: { namespaces: ["web", "jobs"] } } } },
    expected: ["-+ AccessPolicyAssociation eks-access-111122223333-role/web-edit"],
    note: "a few seconds without access",
  },
  {
    name: "policy of an access entry",
    on: "dev again",
    change: { cluster: { access: { web: { policy: "view" } } } },
    expected: [
      "+ AccessPolicyAssociation eks-access-111122223333-role/web-view",
      "- AccessPolicyAssociation eks-access-111122223333-role/web-edit",
    ],
  },
  {
    name: "an admin is added",
    on: "dev",
    change: { cluster: { admins: ["arn:aws:iam::111122223333:role/platform", "arn:aws:iam::111122223333:role/more"] } },
    expected: [
      "+ AccessEntry eks-access-111122223333-role/more",
      "+ AccessPolicyAssociation eks-access-111122223333-role/more-clusterAdmin",
    ],
  },
  { name: "deletion protection", on: "dev", change: { cluster: { deletionProtection: true } }, expected: ["~ Cluster eks-eksCluster"] },
  { name: "zonal shift", on: "dev", change: { cluster: { zonalShift: true } }, expected: ["~ Cluster eks-eksCluster"] },
  {
    name: "an EKS capability is added",
    on: "dev",
    change: { cluster: { capabilities: { kro: { access: { policy: "edit" } } } } },
    expected: ["+ AccessPolicyAssociation eks-capability-kro-access", "+ Capability eks-capability-kro", "+ Role eks-capability-kro-role"],
    note: "objects of the stack wait for it",
  },
  {
    name: "CIDRs of the public endpoint",
    on: "dev",
    change: { cluster: { endpoint: { public: { cidrs: ["198.51.100.0/24"] } } } },
    expected: ["~ Cluster eks-eksCluster"],
  },
  {
    name: "the public endpoint is disabled",
    on: "dev again",
    change: { cluster: { endpoint: { public: false } } },
    expected: ["~ Cluster eks-eksCluster"],
    note: "afterwards `pulumi up` must run inside the VPC",
  },
  {
    name: "CIDRs of the private endpoint",
    on: "dev",
    change: { cluster: { endpoint: { private: { cidrs: ["10.9.0.0/16"] } } } },
    expected: ["+ SecurityGroupIngressRule eks-api-10.9.0.0/16"],
  },
  {
    name: "encryption of Secrets is enabled",
    on: "minimal",
    change: { cluster: { encryption: true } },
    expected: ["+ Alias eks-secrets", "+ Key eks-secrets", "~ ChangeGuard eks-change-guard", "~ Cluster eks-eksCluster"],
    back: "never",
    note: "cannot be disabled again",
  },
  {
    name: "`identity: podIdentity` is changed to `irsa`",
    on: "dev again",
    change: { cluster: { identity: "irsa" } },
    expected: [
      "- Addon eks-eks-pod-identity-agent",
      "~ Addon eks-aws-ebs-csi-driver",
      "~ Addon eks-vpc-cni",
      "~ Role eks-aws-ebs-csi-driver-ebs-csi-controller-sa",
      "~ Role eks-vpc-cni-aws-node",
    ],
    note: "roles trust the new identity before pods use it; pods of add-ons restart",
  },
  {
    name: "drain settings",
    on: "dev",
    change: { cluster: { drain: { timeoutMinutes: 30 } } },
    expected: ["~ Drain eks-drain", "~ NodeDrain eks-node-drain", "~ Sweep eks-sweep"],
  },
  {
    name: "role of the kubeconfig",
    on: "dev again",
    change: { cluster: { kubeconfig: { roleArn: "arn:aws:iam::111122223333:role/deploy" } } },
    expected: [
      "~ AddonGuard eks-addon-guard",
      "~ Drain eks-drain",
      "~ NodeDrain eks-node-drain",
      "~ kubernetes eks-eks-k8s",
      "~ kubernetes eks-kubernetes",
    ],
  },
  {
    name: "permissions boundary",
    on: "existing cluster",
    change: { iam: { permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary" } },
    expected: ["~ Role eks-extra-role", "~ Role eks-team-developers"],
  },
  {
    name: "tags of the stack",
    on: "existing cluster",
    change: { tags: { owner: "shop" } },
    expected: [
      "~ AccessEntry eks-access-111122223333-role/developers",
      "~ AccessEntry eks-team-developers-access",
      "~ Addon eks-metrics-server",
      "~ LaunchTemplate eks-extra-template",
      "~ NodeGroup eks-extra",
      "~ Role eks-extra-role",
      "~ Role eks-team-developers",
    ],
    note: "instances and volumes have these tags, so nodes are replaced gradually",
  },
];
