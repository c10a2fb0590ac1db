import type { Statement } from "../../../iam/policy";
import { fsxDataRepositoryPrincipal, fsxPrincipal } from "../../../reference/aws-names";
import type { Context } from "../../../util/context";

/** Tag that the driver puts on each file system that it makes: pkg/cloud/cloud.go. */
const volumeTag = "CSIVolumeName";
/** Tag of EKS's own that names a cluster; the driver writes it where `extraTags` of a StorageClass says so. */
const clusterTag = "eks:cluster-name";

/**
 * Makes, grows and deletes file systems, and links them to buckets: those that a driver made, and none that carry the name of another
 * cluster. The driver tags in the creating call alone. Far less than AmazonFSxFullAccess.
 * Source: kubernetes-sigs/aws-fsx-csi-driver 1.9.0 docs/install.md and pkg/cloud/cloud.go (2026-04-21).
 */
export function fsxDriverStatements({ partition, clusterName }: Context): readonly Statement[] {
  const fileSystems = `arn:${partition}:fsx:*:*:file-system/*`;
  const asked = { Null: { [`aws:RequestTag/${volumeTag}`]: "false" } };
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
    { Effect: "Allow", Action: ["s3:ListBucket", "fsx:DescribeFileSystems"], Resource: "*" },
    { Effect: "Allow", Action: "fsx:CreateFileSystem", Resource: fileSystems, Condition: asked },
    {
      Effect: "Allow",
      Action: "fsx:TagResource",
      Resource: fileSystems,
      Condition: { Null: { ...asked.Null, [`aws:ResourceTag/${volumeTag}`]: "true" } },
    },
    {
      Effect: "Allow",
      Action: ["fsx:UpdateFileSystem", "fsx:DeleteFileSystem"],
      Resource: fileSystems,
      Condition: {
        Null: { [`aws:ResourceTag/${volumeTag}`]: "false" },
        StringEqualsIfExists: { [`aws:ResourceTag/${clusterTag}`]: clusterName },
      },
    },
  ];
}
