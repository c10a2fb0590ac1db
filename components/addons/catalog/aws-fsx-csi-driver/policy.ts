import type { Statement } from "../../../iam/policy";
import { fsxDataRepositoryPrincipal } from "../../../reference/aws-names";
import type { Context } from "../../../util/context";
import { serviceLinkedRoleStatements } from "../common/fsx";

/** Tag that the driver sets on each file system that it creates: pkg/cloud/cloud.go. */
const volumeTag = "CSIVolumeName";
/** EKS tag with the name of a cluster; the driver sets it if `extraTags` of a StorageClass has it. */
export const clusterTag = "eks:cluster-name";

/**
 * Creates, expands and deletes file systems, and links them to buckets: only those created by a driver, and none tagged with the name of another
 * cluster. The driver sets tags only at creation. Much narrower than AmazonFSxFullAccess.
 * Source: kubernetes-sigs/aws-fsx-csi-driver 1.9.0 docs/install.md and pkg/cloud/cloud.go (2026-04-21).
 */
export function fsxDriverStatements({ partition, clusterName }: Context): readonly Statement[] {
  const fileSystems = `arn:${partition}:fsx:*:*:file-system/*`;
  const asked = { Null: { [`aws:RequestTag/${volumeTag}`]: "false" } };
  return [
    ...serviceLinkedRoleStatements(partition, fsxDataRepositoryPrincipal),
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
