import * as pulumi from "@pulumi/pulumi";
import { grantStatement } from "../../../iam/kms-grants";
import type { Statement } from "../../../iam/policy";
import type { Partition } from "../../../reference/regions";
import type { Context } from "../../../util/context";

/** Bucket for backups, and other resources that Velero uses. */
export interface BackupStorage {
  readonly bucket: pulumi.Input<string>;
  /** Prefix in the bucket, without slashes at either end; none: the whole bucket. */
  readonly prefix?: string;
  /** Customer managed key that encrypts the bucket. */
  readonly kmsKeyArn?: string;
  /** Whether Velero itself creates snapshots of EBS volumes. */
  readonly ebsSnapshots: boolean;
}

/** Tag that Velero sets on each snapshot: pkg/backup/item_backupper.go. */
const backupTag = "velero.io/backup";

/**
 * Permissions of Velero and its plugin. It tags only resources that it creates, and deletes only snapshots created by a backup, of any cluster:
 * a new cluster expires the backups of the previous one.
 * It may create snapshots of any volume: older ones do not have the EBS driver's cluster tag, and restored ones have the tags of
 * their snapshot, and so of the cluster that was backed up. It restores snapshots of the previous cluster, too.
 * Source: vmware-tanzu/velero-plugin-for-aws README.md and velero-plugin-for-aws/volume_snapshotter.go (2026-02-10), which deletes by
 * id and sets tags only at creation.
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

/** Velero itself never calls KMS: only S3 and EBS do, and only they create grants. */
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
