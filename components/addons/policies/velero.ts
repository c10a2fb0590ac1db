import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../shared/context";
import type { Statement } from "../../shared/policy";

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

/** Source: vmware-tanzu/velero-plugin-for-aws README.md (2025-12-22). */
export function veleroStatements({ partition }: Context, storage: BackupStorage): readonly Statement[] {
  const bucket = pulumi.interpolate`arn:${partition}:s3:::${storage.bucket}`;
  return [
    ...(storage.ebsSnapshots ? [snapshots] : []),
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
    ...(storage.kmsKeyArn === undefined ? [] : [keyStatement(storage.kmsKeyArn)]),
  ];
}

const snapshots: Statement = {
  Effect: "Allow",
  Action: [
    "ec2:DescribeVolumes",
    "ec2:DescribeSnapshots",
    "ec2:CreateTags",
    "ec2:CreateVolume",
    "ec2:CreateSnapshot",
    "ec2:DeleteSnapshot",
  ],
  Resource: "*",
};

function keyStatement(keyArn: string): Statement {
  return {
    Effect: "Allow",
    Action: [
      "kms:ReEncrypt*",
      "kms:GenerateDataKey*",
      "kms:Encrypt",
      "kms:DescribeKey",
      "kms:Decrypt",
      "kms:CreateGrant",
      "kms:ListGrants",
      "kms:RevokeGrant",
      "kms:RetireGrant",
      "kms:ListRetirableGrants",
    ],
    Resource: keyArn,
  };
}
