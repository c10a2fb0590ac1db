import type { Statement } from "../../../iam/policy";

/**
 * What the nodes' mount helper needs to find a mount target where DNS does not tell it; the rest of AmazonEFSCSIDriverPolicy is the controller's.
 * Source: aws/efs-utils README, mounting by IP address; both actions stand in that policy's first statement (v1, 2023-07-25).
 */
export const mountHelperStatements: readonly Statement[] = [
  { Effect: "Allow", Action: ["elasticfilesystem:DescribeMountTargets", "ec2:DescribeAvailabilityZones"], Resource: "*" },
];
