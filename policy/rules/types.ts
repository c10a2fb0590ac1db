// Type tokens that several rules read.
export const clusterType = "aws:eks/cluster:Cluster";
export const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";
export const launchTemplateType = "aws:ec2/launchTemplate:LaunchTemplate";
export const vpcType = "aws:ec2/vpc:Vpc";
export const subnetType = "aws:ec2/subnet:Subnet";
export const namespaceType = "kubernetes:core/v1:Namespace";
export const roleType = "aws:iam/role:Role";
