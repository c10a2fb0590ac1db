import type { Context } from "../shared/context";
import type { Partition } from "../shared/facts/regions";
import { managedPolicyArn } from "../shared/partition";
import { serviceTrust } from "../shared/policy";
import type { RoleArgs } from "../shared/role";

/** Who EC2 is when it assumes a role. Source: eksctl partitions.go (2026-08-21). */
const ec2Principals: Readonly<Record<Partition, string>> = {
  aws: "ec2.amazonaws.com",
  "aws-cn": "ec2.amazonaws.com.cn",
  "aws-us-gov": "ec2.amazonaws.com",
  "aws-iso": "ec2.c2s.ic.gov",
  "aws-iso-b": "ec2.sc2s.sgov.gov",
  "aws-iso-e": "ec2.amazonaws.com",
  "aws-iso-f": "ec2.amazonaws.com",
  "aws-eusc": "ec2.amazonaws.com",
};

/** What every node may do: join, pull images, be reached by SSM Session Manager. The rights of the CNI are with the CNI. */
const policies = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"];

/** The role of a pool's nodes: one per pool, since each pool has policies of its own and EKS allows one kind of access entry per role. */
export function nodeRole(context: Context, pool: string, further: readonly string[]): RoleArgs {
  const arns = [...policies.map((policy) => managedPolicyArn(context.partition, policy)), ...further];
  return {
    context,
    description: `Nodes of pool ${pool} in EKS cluster ${context.clusterName}`,
    trust: serviceTrust(ec2Principals[context.partition]),
    managedPolicyArns: [...new Set(arns)],
  };
}
