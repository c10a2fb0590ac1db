import type { Statement } from "../../../iam/policy";
import { fsxPrincipal } from "../../../reference/aws-names";
import type { Context } from "../../../util/context";
import { serviceLinkedRoleStatements } from "../common/fsx";

/** Tag that the driver sets on everything that it creates: its docs/tagging.md. */
const driverTag = "fsx.openzfs.csi.aws.com/cluster";

/**
 * Creates file systems, volumes and snapshots, and deletes those that such a driver created; the driver sets tags only at creation. Much narrower than
 * AmazonFSxFullAccess. Source: kubernetes-sigs/aws-fsx-openzfs-csi-driver 1.2.0 docs/install.md, where they apply to all resources of FSx.
 */
export function openZfsDriverStatements({ partition }: Pick<Context, "partition">): readonly Statement[] {
  const arns = ["file-system", "volume", "snapshot"].map((kind) => `arn:${partition}:fsx:*:*:${kind}/*`);
  const asked = { Null: { [`aws:RequestTag/${driverTag}`]: "false" } };
  return [
    ...serviceLinkedRoleStatements(partition, fsxPrincipal),
    {
      Effect: "Allow",
      Action: ["fsx:DescribeFileSystems", "fsx:DescribeVolumes", "fsx:DescribeSnapshots", "fsx:ListTagsForResource"],
      Resource: "*",
    },
    { Effect: "Allow", Action: ["fsx:CreateFileSystem", "fsx:CreateVolume", "fsx:CreateSnapshot"], Resource: arns },
    { Effect: "Allow", Action: "fsx:TagResource", Resource: arns, Condition: asked },
    {
      Effect: "Allow",
      Action: ["fsx:UpdateFileSystem", "fsx:DeleteFileSystem", "fsx:DeleteVolume", "fsx:DeleteSnapshot"],
      Resource: arns,
      Condition: { Null: { [`aws:ResourceTag/${driverTag}`]: "false" } },
    },
  ];
}
