import type { Statement } from "../../../iam/policy";

/**
 * Permissions of the nodes' mount helper to find a mount target if DNS does not resolve it; only the controller needs the rest of AmazonEFSCSIDriverPolicy.
 * Source: aws/efs-utils README, mounting by IP address; both actions are in that policy's first statement (v1, 2023-07-25).
 */
export const mountHelperStatements: readonly Statement[] = [
  { Effect: "Allow", Action: ["elasticfilesystem:DescribeMountTargets", "ec2:DescribeAvailabilityZones"], Resource: "*" },
];
