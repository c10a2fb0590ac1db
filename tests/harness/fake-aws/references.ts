// References between resources by property, and their effect on the referenced resource: it must exist (`uses`), its deletion is rejected (`blocks`),
// or its deletion deletes the referring resource (`partOf`).

import { isRecord } from "../../../components/util/is-record";
import type { Value, Values } from "../../../plan/types";
import { isList } from "../../../plan/types";
import type { LiveResource } from "./types";

export const types = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  group: "aws:ec2/securityGroup:SecurityGroup",
  routeTable: "aws:ec2/routeTable:RouteTable",
  internetGateway: "aws:ec2/internetGateway:InternetGateway",
  natGateway: "aws:ec2/natGateway:NatGateway",
  eip: "aws:ec2/eip:Eip",
  endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  networkInterface: "aws:ec2/networkInterface:NetworkInterface",
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  launchTemplate: "aws:ec2/launchTemplate:LaunchTemplate",
  autoScalingGroup: "aws:autoscaling/group:Group",
  role: "aws:iam/role:Role",
  policy: "aws:iam/policy:Policy",
  user: "aws:iam/user:User",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  key: "aws:kms/key:Key",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  cluster: "aws:eks/cluster:Cluster",
  nodeGroup: "aws:eks/nodeGroup:NodeGroup",
  fargateProfile: "aws:eks/fargateProfile:FargateProfile",
  addon: "aws:eks/addon:Addon",
  accessEntry: "aws:eks/accessEntry:AccessEntry",
  accessPolicy: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  podIdentity: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  bucket: "aws:s3/bucket:Bucket",
  fileSystem: "aws:efs/fileSystem:FileSystem",
  eventRule: "aws:cloudwatch/eventRule:EventRule",
  queue: "aws:sqs/queue:Queue",
  namespace: "kubernetes:core/v1:Namespace",
  release: "kubernetes:helm.sh/v3:Release",
} as const;

type Bond = "uses" | "blocks" | "partOf";
interface Link {
  readonly bond: Bond;
  readonly path: string;
  readonly to: string;
}
const uses = (path: string, to: string): Link => ({ bond: "uses", path, to });
const blocks = (path: string, to: string): Link => ({ bond: "blocks", path, to });
const partOf = (path: string, to: string): Link => ({ bond: "partOf", path, to });

const t = types;
const groupRule = [partOf("securityGroupId", t.group), blocks("referencedSecurityGroupId", t.group)];
const inSubnets = (path: string, groups: string) => [blocks(path, t.subnet), blocks(groups, t.group)];

/** Launch templates do not block deletion: EC2 deletes one in use, and the group can then start no instances. Neither do roles and keys in use. */
const links: Readonly<Record<string, readonly Link[]>> = {
  [t.subnet]: [blocks("vpcId", t.vpc)],
  [t.internetGateway]: [blocks("vpcId", t.vpc)],
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": [blocks("vpcId", t.vpc)],
  [t.group]: [blocks("vpcId", t.vpc)],
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": [partOf("vpcId", t.vpc)],
  [t.routeTable]: [blocks("vpcId", t.vpc)],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": [partOf("routeTableId", t.routeTable), partOf("subnetId", t.subnet)],
  "aws:ec2/route:Route": [partOf("routeTableId", t.routeTable), uses("gatewayId", t.internetGateway), uses("natGatewayId", t.natGateway)],
  [t.natGateway]: [blocks("subnetId", t.subnet), blocks("allocationId", t.eip)],
  [t.endpoint]: [blocks("vpcId", t.vpc), ...inSubnets("subnetIds", "securityGroupIds"), uses("routeTableIds", t.routeTable)],
  [t.networkInterface]: inSubnets("subnetId", "securityGroups"),
  [t.loadBalancer]: inSubnets("subnets", "securityGroups"),
  "aws:ec2/instance:Instance": inSubnets("subnetId", "vpcSecurityGroupIds"),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": groupRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": groupRule,
  "aws:ec2/securityGroupRule:SecurityGroupRule": [partOf("securityGroupId", t.group), blocks("sourceSecurityGroupId", t.group)],
  "aws:ec2/flowLog:FlowLog": [uses("vpcId", t.vpc), uses("iamRoleArn", t.role)],
  [t.autoScalingGroup]: [
    blocks("vpcZoneIdentifiers", t.subnet),
    uses("launchTemplate.id", t.launchTemplate),
    uses("mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId", t.launchTemplate),
  ],
  "aws:autoscaling/tag:Tag": [partOf("autoscalingGroupName", t.autoScalingGroup)],
  [t.cluster]: [
    ...inSubnets("vpcConfig.subnetIds", "vpcConfig.securityGroupIds"),
    uses("roleArn", t.role),
    uses("computeConfig.nodeRoleArn", t.role),
    uses("encryptionConfig.provider.keyArn", t.key),
  ],
  [t.nodeGroup]: [
    blocks("clusterName", t.cluster),
    blocks("subnetIds", t.subnet),
    uses("nodeRoleArn", t.role),
    uses("launchTemplate.id", t.launchTemplate),
  ],
  [t.fargateProfile]: [blocks("clusterName", t.cluster), blocks("subnetIds", t.subnet), uses("podExecutionRoleArn", t.role)],
  [t.addon]: [partOf("clusterName", t.cluster), uses("serviceAccountRoleArn", t.role), uses("podIdentityAssociations.roleArn", t.role)],
  [t.accessEntry]: [partOf("clusterName", t.cluster), uses("principalArn", t.role), uses("principalArn", t.user)],
  [t.accessPolicy]: [partOf("clusterName", t.cluster)],
  [t.podIdentity]: [partOf("clusterName", t.cluster), uses("roleArn", t.role), uses("targetRoleArn", t.role)],
  [t.attachment]: [blocks("role", t.role), blocks("policyArn", t.policy)],
  [t.rolePolicy]: [blocks("role", t.role)],
  "aws:iam/userPolicy:UserPolicy": [blocks("user", t.user)],
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": [blocks("user", t.user), blocks("policyArn", t.policy)],
  "aws:iam/instanceProfile:InstanceProfile": [uses("role", t.role)],
  "aws:kms/alias:Alias": [uses("targetKeyId", t.key)],
  "aws:cloudwatch/eventTarget:EventTarget": [blocks("rule", t.eventRule), uses("arn", t.queue)],
  "aws:sqs/queuePolicy:QueuePolicy": [partOf("queueUrl", t.queue)],
  "aws:s3/bucketObject:BucketObject": [blocks("bucket", t.bucket)],
  "aws:s3/bucketObjectv2:BucketObjectv2": [blocks("bucket", t.bucket)],
  "aws:efs/mountTarget:MountTarget": [blocks("fileSystemId", t.fileSystem), ...inSubnets("subnetId", "securityGroups")],
};

export interface ResourceReference extends Link {
  /** Id, ARN or name. */
  readonly value: string;
}

/** All references in the inputs of a type. */
export function referencesOf(type: string, inputs: Values): readonly ResourceReference[] {
  return (links[type] ?? []).flatMap((link) => textsAt(inputs, link.path.split(".")).map((value) => ({ ...link, value })));
}

/** Whether a text refers to a resource. */
export function isNamed({ id, outputs }: LiveResource, text: string): boolean {
  return text === id || text === outputs.arn || text === outputs.name;
}

/** The resources in `all` that refer to a resource with a bond. */
export function referrers(resource: LiveResource, bond: Bond, all: readonly LiveResource[]): readonly LiveResource[] {
  return all.filter(
    (other) =>
      other.serial !== resource.serial &&
      referencesOf(other.type, other.inputs).some(
        (reference) => reference.bond === bond && reference.to === resource.type && isNamed(resource, reference.value),
      ),
  );
}

/** All texts at a path, including those in lists. */
export function textsAt(value: Value | undefined, path: readonly string[]): readonly string[] {
  if (isList(value)) return value.flatMap((item) => textsAt(item, path));
  if (path.length === 0) return typeof value === "string" && value !== "" ? [value] : [];
  return isRecord(value) ? textsAt(value[path[0]!], path.slice(1)) : [];
}
