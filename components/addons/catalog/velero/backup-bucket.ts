import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../../../iam/policy";
import type { Context } from "../../../util/context";
import { outputAfter } from "../../../util/output-after";

export interface BackupBucketArgs {
  readonly context: Context;
  /** Key that encrypts it. Default: an S3 managed key. */
  readonly kmsKeyArn?: string;
  /** Days for which deleted and overwritten files can be restored. */
  readonly keepDeletedDays: number;
  /** Whether it is retained, with its content, when it is removed from the stack. */
  readonly retain: boolean;
}

/** A private, encrypted, versioned bucket. AWS refuses to delete it unless it is empty. */
export class BackupBucket extends pulumi.ComponentResource {
  /** Resolves when public access is blocked and encryption is configured. */
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: BackupBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:BackupBucket", name, {}, opts);
    const options = { parent: this, retainOnDelete: args.retain };
    const { bucket } = new aws.s3.Bucket(name, { tags: args.context.tags }, options);
    const settings = [
      new aws.s3.BucketPublicAccessBlock(
        name,
        { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
        options,
      ),
      new aws.s3.BucketServerSideEncryptionConfiguration(name, { bucket, rules: [encryption(args)] }, options),
      new aws.s3.BucketPolicy(name, { bucket, policy: tlsOnly(args, bucket) }, options),
    ];
    const versioning = new aws.s3.BucketVersioning(name, { bucket, versioningConfiguration: { status: "Enabled" } }, options);
    new aws.s3.BucketLifecycleConfiguration(name, { bucket, rules: [cleanUp(args)] }, { ...options, dependsOn: [versioning] });

    this.bucketName = outputAfter(bucket, settings);
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

function encryption({ kmsKeyArn }: BackupBucketArgs): aws.types.input.s3.BucketServerSideEncryptionConfigurationRule {
  return kmsKeyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
    : { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn }, bucketKeyEnabled: true };
}

/** Current versions never expire: Velero decides when a backup is deleted. */
function cleanUp({ keepDeletedDays }: BackupBucketArgs): aws.types.input.s3.BucketLifecycleConfigurationRule {
  return {
    id: "clean-up",
    status: "Enabled",
    filter: { prefix: "" },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    noncurrentVersionExpiration: { noncurrentDays: keepDeletedDays },
    expiration: { expiredObjectDeleteMarker: true },
  };
}

function tlsOnly({ context }: BackupBucketArgs, bucket: pulumi.Input<string>): pulumi.Output<string> {
  const arn = pulumi.interpolate`arn:${context.partition}:s3:::${bucket}`;
  return pulumi.jsonStringify(
    policyDocument({
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "s3:*",
      Resource: [arn, pulumi.interpolate`${arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  );
}
