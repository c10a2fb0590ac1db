import { z } from "zod";
import { eachValid } from "../../../settings/validation/guard";
import { kmsKeyArn } from "../../../util/schemas";
import { type Addon, type AddonIssue, eksAddon } from "../../addon";
import { foreignArns } from "../common/arns";
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
  validate: ({ buckets }, profile) => [
    () => eachValid(buckets, partedIssues),
    () => eachValid(buckets, (own, position) => duplicateIssues(own, position, buckets)),
    () => eachValid(buckets, ({ bucket }, position) => foreignArns(["buckets", position, "bucket"], bucket, profile)),
    () => eachValid(buckets, ({ kmsKeyArn }, position) => foreignArns(["buckets", position, "kmsKeyArn"], kmsKeyArn, profile)),
  ],
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

type Bucket = Options["buckets"][number];

function* partedIssues({ bucket, prefixes }: Bucket, position: number): Iterable<AddonIssue> {
  if (prefixes.length > 0 && isDirectoryBucket(bucket))
    yield {
      at: ["buckets", position, "prefixes"],
      message: `${bucket} is a directory bucket, which does not support permissions per prefix; remove them`,
    };
}

function duplicateIssues({ bucket }: Bucket, position: number, all: readonly Bucket[]): AddonIssue[] {
  const before = eachValid(all.slice(0, position), (other) => (other.bucket === bucket ? [bucket] : []));
  return before.slice(0, 1).map((name) => ({
    at: ["buckets", position],
    message: `duplicate entry ${name}; list it once, with all its prefixes`,
  }));
}
