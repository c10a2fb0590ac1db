// Which properties of a thing name other things, and what that means for these: they must be there (`uses`), they cannot go before it (`holds`),
// or it goes along with them (`along`).

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

type Bond = "uses" | "holds" | "along";
interface Link {
  readonly bond: Bond;
  readonly path: string;
  readonly to: string;
}
const uses = (path: string, to: string): Link => ({ bond: "uses", path, to });
const holds = (path: string, to: string): Link => ({ bond: "holds", path, to });
const along = (path: string, to: string): Link => ({ bond: "along", path, to });

const t = types;
const groupRule = [along("securityGroupId", t.group), holds("referencedSecurityGroupId", t.group)];
const inSubnets = (path: string, groups: string) => [holds(path, t.subnet), holds(groups, t.group)];

/** Launch templates are not held: EC2 deletes one that a group uses, and the group can then start nothing. Neither are roles and keys in use. */
const links: Readonly<Record<string, readonly Link[]>> = {
  [t.subnet]: [holds("vpcId", t.vpc)],
  [t.internetGateway]: [holds("vpcId", t.vpc)],
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": [holds("vpcId", t.vpc)],
  [t.group]: [holds("vpcId", t.vpc)],
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": [along("vpcId", t.vpc)],
  [t.routeTable]: [holds("vpcId", t.vpc)],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": [along("routeTableId", t.routeTable), along("subnetId", t.subnet)],
  "aws:ec2/route:Route": [along("routeTableId", t.routeTable), uses("gatewayId", t.internetGateway), uses("natGatewayId", t.natGateway)],
  [t.natGateway]: [holds("subnetId", t.subnet), holds("allocationId", t.eip)],
  [t.endpoint]: [holds("vpcId", t.vpc), ...inSubnets("subnetIds", "securityGroupIds"), uses("routeTableIds", t.routeTable)],
  [t.networkInterface]: inSubnets("subnetId", "securityGroups"),
  [t.loadBalancer]: inSubnets("subnets", "securityGroups"),
  "aws:ec2/instance:Instance": inSubnets("subnetId", "vpcSecurityGroupIds"),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": groupRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": groupRule,
  "aws:ec2/securityGroupRule:SecurityGroupRule": [along("securityGroupId", t.group), holds("sourceSecurityGroupId", t.group)],
  "aws:ec2/flowLog:FlowLog": [uses("vpcId", t.vpc), uses("iamRoleArn", t.role)],
  [t.autoScalingGroup]: [
    holds("vpcZoneIdentifiers", t.subnet),
    uses("launchTemplate.id", t.launchTemplate),
    uses("mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId", t.launchTemplate),
  ],
  "aws:autoscaling/tag:Tag": [along("autoscalingGroupName", t.autoScalingGroup)],
  [t.cluster]: [
    ...inSubnets("vpcConfig.subnetIds", "vpcConfig.securityGroupIds"),
    uses("roleArn", t.role),
    uses("computeConfig.nodeRoleArn", t.role),
    uses("encryptionConfig.provider.keyArn", t.key),
  ],
  [t.nodeGroup]: [
    holds("clusterName", t.cluster),
    holds("subnetIds", t.subnet),
    uses("nodeRoleArn", t.role),
    uses("launchTemplate.id", t.launchTemplate),
  ],
  [t.fargateProfile]: [holds("clusterName", t.cluster), holds("subnetIds", t.subnet), uses("podExecutionRoleArn", t.role)],
  [t.addon]: [along("clusterName", t.cluster), uses("serviceAccountRoleArn", t.role), uses("podIdentityAssociations.roleArn", t.role)],
  [t.accessEntry]: [along("clusterName", t.cluster), uses("principalArn", t.role), uses("principalArn", t.user)],
  [t.accessPolicy]: [along("clusterName", t.cluster)],
  [t.podIdentity]: [along("clusterName", t.cluster), uses("roleArn", t.role), uses("targetRoleArn", t.role)],
  [t.attachment]: [holds("role", t.role), holds("policyArn", t.policy)],
  [t.rolePolicy]: [holds("role", t.role)],
  "aws:iam/userPolicy:UserPolicy": [holds("user", t.user)],
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": [holds("user", t.user), holds("policyArn", t.policy)],
  "aws:iam/instanceProfile:InstanceProfile": [uses("role", t.role)],
  "aws:kms/alias:Alias": [uses("targetKeyId", t.key)],
  "aws:cloudwatch/eventTarget:EventTarget": [holds("rule", t.eventRule), uses("arn", t.queue)],
  "aws:sqs/queuePolicy:QueuePolicy": [along("queueUrl", t.queue)],
  "aws:s3/bucketObject:BucketObject": [holds("bucket", t.bucket)],
  "aws:s3/bucketObjectv2:BucketObjectv2": [holds("bucket", t.bucket)],
  "aws:efs/mountTarget:MountTarget": [holds("fileSystemId", t.fileSystem), ...inSubnets("subnetId", "securityGroups")],
};

export interface Mention extends Link {
  /** Id, ARN or name. */
  readonly value: string;
}

/** Everything that the inputs of a type name. */
export function mentions(type: string, inputs: Values): readonly Mention[] {
  return (links[type] ?? []).flatMap((link) => textsAt(inputs, link.path.split(".")).map((value) => ({ ...link, value })));
}

/** Whether a text names a thing. */
export function isNamed({ id, outputs }: LiveResource, text: string): boolean {
  return text === id || text === outputs.arn || text === outputs.name;
}

/** Those of `all` that name a thing with a bond. */
export function bound(thing: LiveResource, bond: Bond, all: readonly LiveResource[]): readonly LiveResource[] {
  return all.filter(
    (other) =>
      other.serial !== thing.serial &&
      mentions(other.type, other.inputs).some(
        (mention) => mention.bond === bond && mention.to === thing.type && isNamed(thing, mention.value),
      ),
  );
}

/** Every text at a path; lists on the way are gone through. */
export function textsAt(value: Value | undefined, path: readonly string[]): readonly string[] {
  if (isList(value)) return value.flatMap((item) => textsAt(item, path));
  if (path.length === 0) return typeof value === "string" && value !== "" ? [value] : [];
  return isRecord(value) ? textsAt(value[path[0]!], path.slice(1)) : [];
}
