import { type Partition, partitions, type RegionFacts, regions } from "./regions";

/** Facts of a validated region. */
export function regionFacts(region: string): RegionFacts {
  const facts = regions[region];
  if (!facts) throw new Error(`no facts about region ${region}`);
  return facts;
}

/** AWS partition of a region, such as `aws` or `aws-cn`. */
export function partitionOf(region: string): Partition {
  return regionFacts(region).partition;
}

/** Domain of service principals and endpoints in a region, such as `amazonaws.com.cn`. */
export function dnsSuffixOf(region: string): string {
  return partitions[partitionOf(region)].dnsSuffix;
}

/** How many zones every account can use for EKS in a region; 3 if no data was found. */
export function usableZoneCount(region: string): number {
  return regionFacts(region).zones ?? 3;
}

/**
 * ARN of an AWS managed IAM policy.
 * @param path name with its path below `policy/`, such as `service-role/AmazonEBSCSIDriverPolicy`
 */
export function managedPolicyArn(partition: Partition, path: string): string {
  return `arn:${partition}:iam::aws:policy/${path}`;
}

/** ARN of an EKS access policy, such as `AmazonEKSViewPolicy`. */
export function accessPolicyArn(partition: Partition, policy: string): string {
  return `arn:${partition}:eks::aws:cluster-access-policy/${policy}`;
}
