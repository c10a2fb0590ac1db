import { awsLimits } from "../../components/reference/aws-limits";
import { blocks, partOf, type QuotaScope, type ResourceType, uses } from "./resource-type";

const code = "ResourceLimitExceededException";
const clusterName: QuotaScope = (inputs) => inputs.clusterName;

export const eksTypes = {
  "aws:eks/accessEntry:AccessEntry": {
    references: [
      partOf("clusterName", "aws:eks/cluster:Cluster"),
      uses("principalArn", "aws:iam/role:Role"),
      uses("principalArn", "aws:iam/user:User"),
    ],
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    references: [partOf("clusterName", "aws:eks/cluster:Cluster")],
  },
  "aws:eks/capability:Capability": {
    name: { property: "capabilityName" },
    references: [blocks("clusterName", "aws:eks/cluster:Cluster"), uses("roleArn", "aws:iam/role:Role")],
  },
  "aws:eks/identityProviderConfig:IdentityProviderConfig": {
    references: [partOf("clusterName", "aws:eks/cluster:Cluster")],
  },
  "aws:eks/addon:Addon": {
    name: { property: "addonName" },
    references: [
      partOf("clusterName", "aws:eks/cluster:Cluster"),
      uses("serviceAccountRoleArn", "aws:iam/role:Role"),
      uses("podIdentityAssociations.roleArn", "aws:iam/role:Role"),
    ],
  },
  "aws:eks/cluster:Cluster": {
    immutableOnceSet: ["computeConfig.nodeRoleArn"],
    irremovable: ["encryptionConfig"],
    name: { maxLength: 100 },
    references: [
      blocks("vpcConfig.subnetIds", "aws:ec2/subnet:Subnet"),
      blocks("vpcConfig.securityGroupIds", "aws:ec2/securityGroup:SecurityGroup"),
      uses("roleArn", "aws:iam/role:Role"),
      uses("computeConfig.nodeRoleArn", "aws:iam/role:Role"),
      uses("encryptionConfig.provider.keyArn", "aws:kms/key:Key"),
    ],
    quota: { name: "clusters", limit: 100, code, message: (limit) => `Clusters per region: limit is ${limit}` },
  },
  "aws:eks/fargateProfile:FargateProfile": {
    name: { property: "fargateProfileName", maxLength: 63 },
    references: [
      blocks("clusterName", "aws:eks/cluster:Cluster"),
      blocks("subnetIds", "aws:ec2/subnet:Subnet"),
      uses("podExecutionRoleArn", "aws:iam/role:Role"),
    ],
    quota: {
      name: "fargateProfilesPerCluster",
      limit: awsLimits.fargateProfiles.value,
      per: clusterName,
      code,
      message: (limit) => `Fargate profiles per cluster: limit is ${limit}`,
    },
  },
  "aws:eks/nodeGroup:NodeGroup": {
    name: { property: "nodeGroupName", maxLength: 63 },
    references: [
      blocks("clusterName", "aws:eks/cluster:Cluster"),
      blocks("subnetIds", "aws:ec2/subnet:Subnet"),
      uses("nodeRoleArn", "aws:iam/role:Role"),
      uses("launchTemplate.id", "aws:ec2/launchTemplate:LaunchTemplate"),
    ],
    quota: {
      name: "nodeGroupsPerCluster",
      limit: awsLimits.managedGroups.value,
      per: clusterName,
      code,
      message: (limit) => `Nodegroups per cluster: limit is ${limit}`,
    },
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    references: [
      partOf("clusterName", "aws:eks/cluster:Cluster"),
      uses("roleArn", "aws:iam/role:Role"),
      uses("targetRoleArn", "aws:iam/role:Role"),
    ],
  },
} satisfies Readonly<Record<string, ResourceType>>;
