import { clusterRules } from "../../../policy/rules/cluster";
import { describeRules, of } from "./support";

const cluster = of("aws:eks/cluster:Cluster");
const nodeGroup = of("aws:eks/nodeGroup:NodeGroup");
const association = of("aws:eks/accessPolicyAssociation:AccessPolicyAssociation");
const policyArn = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;
const open = "the API server is reachable from the whole internet";
const secrets = "AmazonEKSAdminViewPolicy reads all Secrets where it applies";

describe("rules about clusters", () => {
  describeRules(clusterRules, {
    "eks-audit-log": {
      trips: [
        [[cluster({ enabledClusterLogTypes: ["api"] })], "the audit log of the control plane is off"],
        [[cluster({})], "the audit log of the control plane is off"],
      ],
      passes: [[cluster({ enabledClusterLogTypes: ["audit"] })]],
    },
    "eks-control-plane-logs": {
      trips: [
        [
          [cluster({ enabledClusterLogTypes: ["api", "audit", "authenticator"] })],
          "logs of the control plane are off: controllerManager and scheduler",
        ],
      ],
      passes: [[cluster({ enabledClusterLogTypes: ["api", "authenticator", "controllerManager", "scheduler"] })]],
    },
    "eks-secrets-encryption": {
      trips: [
        [[cluster({})], "Secrets are not encrypted with a KMS key of the account"],
        [[cluster({ encryptionConfig: { resources: [] } })], "the KMS key of the cluster does not encrypt Secrets"],
      ],
      passes: [
        [cluster({ encryptionConfig: { provider: { keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1" }, resources: ["secrets"] } })],
      ],
    },
    "eks-public-endpoint": {
      trips: [
        [[cluster({ vpcConfig: {} })], open],
        [[cluster({ vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24", "0.0.0.0/0"] } })], open],
        [[cluster({ vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["::/0"] } })], open],
      ],
      passes: [
        [cluster({ vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] } })],
        [cluster({ vpcConfig: { endpointPublicAccess: false, publicAccessCidrs: ["0.0.0.0/0"] } })],
      ],
    },
    "eks-restricted-endpoint": {
      trips: [
        [
          [cluster({ vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] } })],
          "the public endpoint is on, for one range",
        ],
      ],
      passes: [[cluster({ vpcConfig: { endpointPublicAccess: false } })], [cluster({ vpcConfig: {} })]],
    },
    "eks-private-endpoint": {
      trips: [[[cluster({ vpcConfig: { endpointPublicAccess: true } })], "the private endpoint is off"]],
      passes: [[cluster({ vpcConfig: { endpointPrivateAccess: true } })]],
    },
    "eks-deletion-protection": {
      trips: [[[cluster({ deletionProtection: false })], "the cluster has no deletion protection"]],
      passes: [[cluster({ deletionProtection: true })]],
    },
    "eks-authentication-mode": {
      trips: [
        [[cluster({})], "the ConfigMap aws-auth grants access to the cluster"],
        [[cluster({ accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } })], "the ConfigMap aws-auth grants access to the cluster"],
      ],
      passes: [[cluster({ accessConfig: { authenticationMode: "API" } })]],
    },
    "eks-creator-admin": {
      trips: [[[cluster({ accessConfig: { authenticationMode: "API" } })], "the creator of the cluster stays its administrator"]],
      passes: [[cluster({ accessConfig: { bootstrapClusterCreatorAdminPermissions: false } })]],
    },
    "eks-supported-version": {
      trips: [
        [[cluster({ version: "1.33" })], "standard support of Kubernetes 1.33 ended on 2026-07-29"],
        [[nodeGroup({ version: "1.30" })], "standard support of Kubernetes 1.30 ended on 2025-07-23 and extended support on 2026-07-23"],
      ],
      passes: [[cluster({ version: "1.34" })], [cluster({ version: "9.9" })], [cluster({})], [nodeGroup({})]],
    },
    "eks-access-secrets": {
      trips: [[[association({ policyArn: policyArn("AmazonEKSAdminViewPolicy") })], secrets]],
      passes: [[association({ policyArn: policyArn("AmazonEKSViewPolicy") })]],
    },
  });
});
