import type { Statement } from "../../../iam/policy";
import type { Context } from "../../../util/context";

/** A bucket that pods may mount. */
export interface MountedBucket {
  /** Name or ARN of a general purpose or directory bucket. */
  readonly bucket: string;
  /** Prefixes, each ending with `/`; none means the whole bucket. Directory buckets do not support permissions per prefix. */
  readonly prefixes: readonly string[];
  readonly readOnly: boolean;
  /** Customer managed key that encrypts its objects, if any. */
  readonly kmsKeyArn?: string;
}

/** Whether it is a directory bucket (S3 Express One Zone), recognized by the suffix of its name. */
export function isDirectoryBucket(nameOrArn: string): boolean {
  return nameOrArn.endsWith("--x-s3");
}

/** Permissions of Mountpoint on buckets. Source: awslabs/mountpoint-s3 doc/CONFIGURATION.md (2026-08-22). */
export function mountpointStatements(context: Context, buckets: readonly MountedBucket[]): readonly Statement[] {
  return buckets.flatMap((each) => [
    ...(isDirectoryBucket(each.bucket) ? directoryBucket(context, each) : generalPurposeBucket(context, each)),
    ...keyStatements(each),
  ]);
}

const readActions = ["s3:GetObject"];
const writeActions = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:DeleteObject"];

function generalPurposeBucket({ partition }: Context, { bucket, prefixes, readOnly }: MountedBucket): Statement[] {
  const arn = bucket.startsWith("arn:") ? bucket : `arn:${partition}:s3:::${bucket}`;
  const parts = prefixes.map((prefix) => `${prefix}*`);
  return [
    {
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: [arn],
      ...(parts.length > 0 && { Condition: { StringLike: { "s3:prefix": parts } } }),
    },
    {
      Effect: "Allow",
      Action: readOnly ? readActions : [...readActions, ...writeActions],
      Resource: (parts.length > 0 ? parts : ["*"]).map((part) => `${arn}/${part}`),
    },
  ];
}

function directoryBucket({ partition, region }: Context, { bucket, readOnly }: MountedBucket): Statement[] {
  const arn = bucket.startsWith("arn:") ? bucket : `arn:${partition}:s3express:${region}:*:bucket/${bucket}`;
  return [
    {
      Effect: "Allow",
      Action: "s3express:CreateSession",
      Resource: arn,
      ...(readOnly && { Condition: { StringEquals: { "s3express:SessionMode": "ReadOnly" } } }),
    },
  ];
}

/** Reading encrypted objects requires Decrypt; writing requires GenerateDataKey, and Decrypt for multipart uploads. */
function keyStatements({ kmsKeyArn, readOnly }: MountedBucket): Statement[] {
  if (kmsKeyArn === undefined) return [];
  return [{ Effect: "Allow", Action: ["kms:Decrypt", ...(readOnly ? [] : ["kms:GenerateDataKey"])], Resource: kmsKeyArn }];
}
