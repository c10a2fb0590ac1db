// References between resources by property, and their effect on the referenced resource: it must exist (`uses`), its deletion is rejected (`blocks`),
// or its deletion deletes the referring resource (`partOf`).

import { isRecord } from "../../../components/util/is-record";
import { resourceType } from "../../../plan/resource-types";
import type { Reference } from "../../../plan/resource-types/resource-type";
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

export interface ResourceReference extends Reference {
  /** Id, ARN or name. */
  readonly value: string;
}

/** All references in the inputs of a type. */
export function referencesOf(type: string, inputs: Values): readonly ResourceReference[] {
  const { references = [] } = resourceType(type);
  return references.flatMap((reference) => textsAt(inputs, reference.path.split(".")).map((value) => ({ ...reference, value })));
}

/** Whether a text refers to a resource. */
export function isNamed({ id, outputs }: LiveResource, text: string): boolean {
  return text === id || text === outputs.arn || text === outputs.name;
}

/** The resources in `all` that refer to a resource with a bond. */
export function referrers(resource: LiveResource, bond: Reference["bond"], all: readonly LiveResource[]): readonly LiveResource[] {
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
