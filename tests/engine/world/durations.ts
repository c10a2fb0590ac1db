// How long things take on AWS, in seconds. What of it users wait for most comes from the timings that people publish of `terraform apply` and
// `pulumi up` (2023 to 2026) and from AWS's own words (EKS: "cluster provisioning takes several minutes"); all of it is typical, none of it promised.
import type { Durations } from "./types";

const seconds = (create: number, update = create, gone = create) => ({ create, update, delete: gone });

export const durations: Durations = {
  "aws:autoscaling/group:Group": seconds(40, 15, 150),
  "aws:cloudwatch/": seconds(1),
  "aws:ec2/eip:Eip": seconds(1),
  "aws:ec2/internetGateway:InternetGateway": seconds(1, 1, 12),
  "aws:ec2/launchTemplate:LaunchTemplate": seconds(1),
  "aws:ec2/natGateway:NatGateway": seconds(110, 2, 60),
  "aws:ec2/route:Route": seconds(1),
  "aws:ec2/securityGroup:SecurityGroup": seconds(2),
  "aws:ec2/subnet:Subnet": seconds(2, 2, 1),
  // Public subnets wait eleven seconds for `mapPublicIpOnLaunch`, which the provider switches on after them.
  "aws:ec2/vpc:Vpc": seconds(12, 2, 1),
  "aws:ec2/vpcEndpoint:VpcEndpoint": seconds(90, 30, 70),
  "aws:ec2/vpcEndpoint:VpcEndpoint#Gateway": seconds(6, 2, 6),
  "aws:efs/fileSystem:FileSystem": seconds(8),
  "aws:efs/mountTarget:MountTarget": seconds(90, 5, 30),
  "aws:eks/accessEntry:AccessEntry": seconds(1),
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": seconds(1),
  "aws:eks/addon:Addon": seconds(35, 40, 15),
  "aws:eks/cluster:Cluster": seconds(540, 100, 150),
  "aws:eks/cluster:Cluster#version": seconds(0, 520, 0),
  "aws:eks/fargateProfile:FargateProfile": seconds(80, 1, 140),
  "aws:eks/nodeGroup:NodeGroup": seconds(140, 20, 260),
  "aws:eks/nodeGroup:NodeGroup#version": seconds(0, 480, 0),
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": seconds(1),
  "aws:iam/": seconds(1),
  "aws:iam/instanceProfile:InstanceProfile": seconds(7, 1, 1),
  // IAM's key policies settle slowly; the deletion is only scheduled.
  "aws:kms/key:Key": seconds(10, 5, 1),
  "aws:lb/loadBalancer:LoadBalancer": seconds(180, 5, 30),
  "aws:s3/bucket:Bucket": seconds(4, 1, 1),
  "aws:sqs/queue:Queue": seconds(25, 25, 2),
  "kubernetes:core/v1:Namespace": seconds(1, 1, 12),
  "kubernetes:helm.sh/v3:Release": seconds(45, 30, 10),
  "aws:": seconds(1),
  "kubernetes:": seconds(1),
};

/** Of the longest prefix of the type that the table holds; nothing is instant. `variant` picks a row `<type>#<variant>`, where there is one. */
export function durationOf(table: Durations, type: string, op: "create" | "update" | "delete", variants: readonly string[] = []): number {
  for (const variant of variants) if (table[`${type}#${variant}`]) return table[`${type}#${variant}`]![op];
  const prefix = Object.keys(table)
    .filter((key) => type.startsWith(key))
    .sort((a, b) => b.length - a.length)[0];
  return prefix === undefined ? 0 : table[prefix]![op];
}
