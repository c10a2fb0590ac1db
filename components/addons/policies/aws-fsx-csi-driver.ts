import { fsxDataRepositoryPrincipal, fsxPrincipal } from "../../shared/facts/aws-names";
import type { Partition } from "../../shared/facts/regions";
import type { Statement } from "../../shared/policy";

/**
 * Makes, grows and deletes file systems, and links them to buckets. Far less than AmazonFSxFullAccess.
 * Source: kubernetes-sigs/aws-fsx-csi-driver docs/install.md (2026-04-21).
 */
export function fsxDriverStatements(partition: Partition): readonly Statement[] {
  return [
    {
      Effect: "Allow",
      Action: ["iam:CreateServiceLinkedRole", "iam:AttachRolePolicy", "iam:PutRolePolicy"],
      Resource: `arn:${partition}:iam::*:role/aws-service-role/${fsxDataRepositoryPrincipal}/*`,
    },
    {
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: "*",
      Condition: { StringLike: { "iam:AWSServiceName": [fsxPrincipal] } },
    },
    {
      Effect: "Allow",
      Action: [
        "s3:ListBucket",
        "fsx:CreateFileSystem",
        "fsx:DeleteFileSystem",
        "fsx:DescribeFileSystems",
        "fsx:TagResource",
        "fsx:UpdateFileSystem",
      ],
      Resource: ["*"],
    },
  ];
}
