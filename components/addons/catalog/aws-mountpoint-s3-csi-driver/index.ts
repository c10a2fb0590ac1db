import { z } from "zod";
import { kmsKeyArn } from "../../../util/schemas";
import { type Addon, eksAddon } from "../../addon";
import { foreignArn } from "../common/arns";
import { bucket } from "../common/buckets";
import { commonOptions, systemTolerations } from "../common/options";
import { isDirectoryBucket, mountpointStatements } from "./policy";

const mounted = z.strictObject({
  bucket: bucket.describe("Name or ARN of the bucket"),
  prefixes: z
    .array(
      z
        .string()
        .regex(
          /^(?!.*\$\{)[^/*?][^*?]*\/$/,
          "a prefix that ends with / such as reports/2026/, without *, ? and ${, which IAM reads as patterns",
        ),
    )
    .default([])
    .describe("Prefixes of the bucket that may be mounted, each ending with `/`. Default: the whole bucket"),
  readOnly: z.boolean().default(false).describe("Whether access is read-only"),
  kmsKeyArn: kmsKeyArn.optional().describe("ARN of the KMS key that encrypts its objects. Default: the driver may use no KMS key"),
});

const options = z.strictObject({
  ...commonOptions.managed,
  ...commonOptions.permissions,
  buckets: z
    .array(z.union([bucket.transform((bucket) => mounted.parse({ bucket })), mounted]))
    .min(1)
    .describe("Existing buckets that pods may mount: a name, an ARN, or a map with settings"),
});

type Options = z.output<typeof options>;

/** Mountpoint for Amazon S3 CSI driver: buckets as file systems. */
export const awsMountpointS3CsiDriver: Addon<Options> = {
  name: "aws-mountpoint-s3-csi-driver",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  outlivesNodes: true,
  supportsFargate: false,
  validate: ({ buckets }, profile) =>
    bucketsIssue(buckets) ??
    foreignArn(
      buckets.flatMap(({ bucket, kmsKeyArn }) => [bucket, kmsKeyArn]),
      profile,
    ),
  mainServiceAccount: () => "s3-csi-driver-sa",
  identity: ({ buckets }) => [
    {
      namespace: "kube-system",
      serviceAccount: "s3-csi-driver-sa",
      statements: ({ context }) => mountpointStatements(context, buckets),
      daemonSet: true,
    },
  ],
  install: (_, { profile }) => [
    eksAddon("aws-mountpoint-s3-csi-driver", profile.taints.length > 0 ? { controller: { tolerations: systemTolerations(profile) } } : {}),
  ],
};

function bucketsIssue(buckets: Options["buckets"]): string | undefined {
  const parted = buckets.find(({ bucket, prefixes }) => prefixes.length > 0 && isDirectoryBucket(bucket));
  if (parted) return `${parted.bucket} is a directory bucket, which does not support permissions per prefix; remove its \`prefixes\``;
  const twice = buckets.find(({ bucket }, index) => buckets.findIndex((other) => other.bucket === bucket) !== index);
  return twice && `${twice.bucket} is a duplicate entry in \`buckets\`; list it once, with all its prefixes`;
}
