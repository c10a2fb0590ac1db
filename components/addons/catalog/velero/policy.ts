import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../../iam/policy";
import type { Partition } from "../../../reference/regions";
import type { Context } from "../../../util/context";
import { grantStatement } from "../common/kms-grants";

/** Where Velero keeps backups, and what else it touches. */
export interface BackupStorage {
  readonly bucket: pulumi.Input<string>;
  /** Part of the bucket, without slashes around it; none: all of it. */
  readonly prefix?: string;
  /** Key of the user's own that encrypts the bucket. */
  readonly kmsKeyArn?: string;
  /** Whether Velero itself makes snapshots of EBS volumes. */
  readonly ebsSnapshots: boolean;
}

/** Tag that Velero puts on each snapshot: pkg/backup/item_backupper.go. */
const backupTag = "velero.io/backup";

/**
 * Permissions of Velero and its plugin. It tags only what it makes, and deletes only snapshots that a backup made, of whichever cluster:
 * a new cluster expires the backups of the one before.
 * It may make snapshots of any volume: those from before the EBS driver's tag of the cluster have none, and restored ones carry the tags of
 * their snapshot, so of the cluster that was backed up. It restores snapshots of the cluster before, too.
 * Source: vmware-tanzu/velero-plugin-for-aws README.md and velero-plugin-for-aws/volume_snapshotter.go (2026-02-10), which deletes by
 * id and tags in the creating call alone.
 */
export function veleroStatements({ partition }: Context, storage: BackupStorage): readonly Statement[] {
  const bucket = pulumi.interpolate`arn:${partition}:s3:::${storage.bucket}`;
  return [
    ...(storage.ebsSnapshots ? snapshotStatements(partition) : []),
    {
      Effect: "Allow",
      Action: [
        "s3:GetObject",
        "s3:DeleteObject",
        "s3:PutObject",
        "s3:PutObjectTagging",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts",
      ],
      Resource: [pulumi.interpolate`${bucket}/${storage.prefix === undefined ? "*" : `${storage.prefix}/*`}`],
    },
    { Effect: "Allow", Action: ["s3:ListBucket"], Resource: [bucket] },
    ...(storage.kmsKeyArn === undefined ? [] : keyStatements(storage.kmsKeyArn)),
  ];
}

function snapshotStatements(partition: Partition): Statement[] {
  const snapshots = `arn:${partition}:ec2:*::snapshot/*`;
  return [
    { Effect: "Allow", Action: ["ec2:DescribeVolumes", "ec2:DescribeSnapshots"], Resource: "*" },
    { Effect: "Allow", Action: ["ec2:CreateVolume", "ec2:CreateSnapshot"], Resource: "*" },
    {
      Effect: "Allow",
      Action: ["ec2:CreateTags"],
      Resource: [snapshots, `arn:${partition}:ec2:*:*:volume/*`],
      Condition: { StringEquals: { "ec2:CreateAction": ["CreateSnapshot", "CreateVolume"] } },
    },
    {
      Effect: "Allow",
      Action: ["ec2:DeleteSnapshot"],
      Resource: snapshots,
      Condition: { Null: { [`aws:ResourceTag/${backupTag}`]: "false" } },
    },
  ];
}

/** Velero itself never calls KMS: S3 and EBS do, and grants are theirs alone. */
function keyStatements(keyArn: string): Statement[] {
  return [
    {
      Effect: "Allow",
      Action: ["kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Encrypt", "kms:DescribeKey", "kms:Decrypt"],
      Resource: keyArn,
    },
    grantStatement([keyArn]),
  ];
}
