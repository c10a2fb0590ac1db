// Typical durations of AWS operations in seconds, without guarantee. Sources:
// - Logs of `terraform apply` and `destroy` in public repositories (read 2026-11), median. Creation: control plane 8m23 to 11m23
//   (10 logs), NAT gateway 1m25 to 2m05 (8), managed node group 1m28 to 3m21 (8), CoreDNS add-on 14 to 56 s (9), Helm release 6 to 56 s (3).
//   Deletion: control plane 1m09 to 8m42 (9), node group 4m12 to 8m21 (5), NAT gateway 37 to 79 s (9), internet gateway 1 to 10 s (6).
// - All others, and updates, are estimates from user reports: no logs were found of Fargate profiles, endpoints and upgrades.
import type { Durations } from "./types";

const seconds = (create: number, update = create, gone = create) => ({ create, update, delete: gone });

export const durations: Durations = {
  "aws:autoscaling/group:Group": seconds(40, 15, 150),
  "aws:cloudwatch/": seconds(1),
  "aws:ec2/eip:Eip": seconds(1),
  "aws:ec2/internetGateway:InternetGateway": seconds(1, 1, 3),
  "aws:ec2/launchTemplate:LaunchTemplate": seconds(1),
  "aws:ec2/natGateway:NatGateway": seconds(105, 2, 60),
  "aws:ec2/route:Route": seconds(1),
  "aws:ec2/securityGroup:SecurityGroup": seconds(2),
  "aws:ec2/subnet:Subnet": seconds(2, 2, 1),
  // Public subnets wait eleven seconds for `mapPublicIpOnLaunch`, which the provider enables after creation.
  "aws:ec2/vpc:Vpc": seconds(12, 2, 1),
  "aws:ec2/vpcEndpoint:VpcEndpoint": seconds(90, 30, 70),
  "aws:ec2/vpcEndpoint:VpcEndpoint#Gateway": seconds(6, 2, 6),
  "aws:efs/fileSystem:FileSystem": seconds(8),
  "aws:efs/mountTarget:MountTarget": seconds(90, 5, 30),
  "aws:eks/accessEntry:AccessEntry": seconds(1),
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": seconds(1),
  "aws:eks/addon:Addon": seconds(20, 30, 10),
  "aws:eks/cluster:Cluster": seconds(615, 100, 205),
  "aws:eks/cluster:Cluster#version": seconds(0, 520, 0),
  "aws:eks/fargateProfile:FargateProfile": seconds(80, 1, 140),
  "aws:eks/nodeGroup:NodeGroup": seconds(125, 20, 380),
  "aws:eks/nodeGroup:NodeGroup#version": seconds(0, 480, 0),
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": seconds(1),
  "aws:iam/": seconds(1),
  "aws:iam/instanceProfile:InstanceProfile": seconds(7, 1, 1),
  // IAM key policies propagate slowly; the deletion is only scheduled.
  "aws:kms/key:Key": seconds(10, 5, 1),
  "aws:lb/loadBalancer:LoadBalancer": seconds(180, 5, 30),
  "aws:s3/bucket:Bucket": seconds(4, 1, 1),
  "aws:sqs/queue:Queue": seconds(25, 25, 2),
  "kubernetes:core/v1:Namespace": seconds(1, 1, 12),
  "kubernetes:helm.sh/v3:Release": seconds(25, 25, 10),
  "aws:": seconds(1),
  "kubernetes:": seconds(1),
};

/** The duration of the longest matching type prefix. `variant` selects a row `<type>#<variant>`, if there is one. */
export function durationOf(table: Durations, type: string, op: "create" | "update" | "delete", variants: readonly string[] = []): number {
  for (const variant of variants) if (table[`${type}#${variant}`]) return table[`${type}#${variant}`]![op];
  const prefix = Object.keys(table)
    .filter((key) => type.startsWith(key))
    .sort((a, b) => b.length - a.length)[0];
  return prefix === undefined ? 0 : table[prefix]![op];
}
