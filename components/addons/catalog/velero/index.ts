import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { dnsLabelPattern, kmsKeyArn, text } from "../../../util/schemas";
import { type Addon, helmChart } from "../../addon";
import { remoteArns } from "../common/arns";
import { bucketName } from "../common/buckets";
import { commonOptions } from "../common/options";
import { BackupBucket } from "./backup-bucket";
import { veleroStatements } from "./policy";
import { veleroValues } from "./values";

const namespace = "velero";
const namespaceName = text(new RegExp(`^\\*$|${dnsLabelPattern.source}`), "a Kubernetes namespace, or *");

const schedule = z.strictObject({
  schedule: z
    .string()
    .regex(/^(@(hourly|daily|weekly|monthly|yearly)|@every \d+(m|h)|\S+( \S+){4})$/, 'a cron expression such as "0 3 * * *", in UTC')
    .describe("Cron expression in UTC"),
  ttl: z
    .string()
    .regex(/^[1-9]\d*h(\d+m\d+s)?$/, "a duration in hours such as 720h")
    .default("720h")
    .describe("Retention of each backup"),
  includedNamespaces: z.array(namespaceName).default(["*"]).describe("Namespaces to include"),
  excludedNamespaces: z.array(namespaceName).default([]).describe("Namespaces to exclude"),
});

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  bucket: bucketName
    .optional()
    .describe("Existing bucket for the backups, in the cluster's region. Default: a new private, encrypted, versioned bucket"),
  prefix: z
    .string()
    .regex(/^[^/*?\s]+(\/[^/*?\s]+)*$/, "a path without / at its ends such as clusters/shop")
    .optional()
    .describe("Prefix for this cluster, if several clusters share the bucket"),
  kmsKeyArn: kmsKeyArn.optional().describe("ARN of the KMS key that encrypts the bucket. Default: S3 managed keys"),
  keepDeletedDays: z.int().min(1).max(3650).default(30).describe("Days for which deleted objects of the new bucket can be restored"),
  retain: z
    .boolean()
    .default(false)
    .describe("Keep the new bucket and its backups when it is removed from the stack or the stack is destroyed"),
  snapshots: z
    .enum(["ebs", "csi", "none"])
    .default("ebs")
    .describe("Volume snapshots: by Velero (ebs), by the CSI driver with `aws-ebs-csi-driver: { snapshots: true }` (csi), or none (false)"),
  nodeAgent: z.boolean().default(false).describe("Run an agent on each node that copies files of volumes and snapshots to the bucket"),
  schedules: z
    .record(z.string().regex(/^[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?$/, "up to 52 lowercase letters, digits and -"), schedule)
    .prefault({ daily: { schedule: "0 3 * * *" } })
    .describe("Name -> backup schedule; {} means none. Default: `daily`, the whole cluster at 3:00 UTC, kept for 30 days"),
});

type Options = z.output<typeof options>;

/** Velero: backups of the cluster's objects and volumes, in a bucket. */
export const velero: Addon<Options, pulumi.Input<string>> = {
  name: "velero",
  options,
  namespace,
  requires: ["nodes"],
  supportsFargate: true,
  registries: () => ["docker.io"],
  validate: (options, profile) => [
    () =>
      options.retain && options.bucket !== undefined
        ? `\`bucket\` ${options.bucket} is an existing bucket, which is never deleted; remove \`retain\``
        : undefined,
    () =>
      options.nodeAgent && profile.fargateOnly
        ? "`nodeAgent` is a DaemonSet, which Fargate does not support; remove it, or add a pool to `nodePools`"
        : undefined,
    () => remoteArns(["kmsKeyArn"], options.kmsKeyArn, profile),
  ],
  warn: ({ snapshots }, { autoMode, ebs, existing }) => {
    if (snapshots === "ebs" && autoMode)
      return {
        message: "`snapshots: ebs` does not support the volumes of Auto Mode nodes",
        fix: "set `snapshots: csi`, and `snapshots: true` for `aws-ebs-csi-driver`",
      };
    if (snapshots === "csi" && !ebs.snapshots && !existing)
      return {
        message: "`snapshots: csi` requires a snapshot controller and a VolumeSnapshotClass",
        fix: "set `aws-ebs-csi-driver: { snapshots: true }`",
      };
    return undefined;
  },
  createAwsResources: (name, { bucket, kmsKeyArn, keepDeletedDays, retain }, { context }, opts) =>
    bucket ?? new BackupBucket(`${name}-bucket`, { context, kmsKeyArn, keepDeletedDays, retain }, opts).bucketName,
  mainServiceAccount: () => "velero-server",
  identity: ({ prefix, kmsKeyArn, snapshots }) => [
    {
      namespace,
      serviceAccount: "velero-server",
      statements: ({ context }, bucket) => veleroStatements(context, { bucket, prefix, kmsKeyArn, ebsSnapshots: snapshots === "ebs" }),
    },
  ],
  install: (options, install, bucket) => [
    helmChart({
      chart: "velero",
      repo: "https://vmware-tanzu.github.io/helm-charts",
      namespace,
      values: (annotate, mirror) =>
        veleroValues(options, bucket, install, { annotations: annotate("velero-server"), images: mirror("docker.io") }),
    }),
  ],
  outputs: (_options, _site, bucket) => ({ bucket }),
};
