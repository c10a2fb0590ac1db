import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { dnsLabelPattern, kmsKeyArn, text } from "../../../util/schemas";
import { type Addon, helmChart } from "../../addon";
import { foreignArn } from "../common/arns";
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
    .describe("When, as a cron expression in UTC"),
  ttl: z
    .string()
    .regex(/^[1-9]\d*h(\d+m\d+s)?$/, "a duration in hours such as 720h")
    .default("720h")
    .describe("How long each backup is kept"),
  includedNamespaces: z.array(namespaceName).default(["*"]).describe("Namespaces that are backed up"),
  excludedNamespaces: z.array(namespaceName).default([]).describe("Namespaces that are not"),
});

const options = z.strictObject({
  ...commonOptions.chart,
  bucket: bucketName
    .optional()
    .describe("Bucket of yours for the backups, in the cluster's region. Default: a private, encrypted, versioned one of its own"),
  prefix: z
    .string()
    .regex(/^[^/*?\s]+(\/[^/*?\s]+)*$/, "a path without / at its ends such as clusters/shop")
    .optional()
    .describe("Part of the bucket for this cluster, where several share it"),
  kmsKeyArn: kmsKeyArn.optional().describe("KMS key of yours that encrypts the bucket. Default: S3's own"),
  keepDeletedDays: z.int().min(1).max(3650).default(30).describe("Days that what Velero deletes from its own bucket can still be had back"),
  retain: z
    .boolean()
    .default(false)
    .describe("Leave its own bucket in the account, with all backups, when it is removed from the stack or the stack is destroyed"),
  snapshots: z
    .enum(["ebs", "csi", "none"])
    .default("ebs")
    .describe("Snapshots of volumes: by Velero itself; by the CSI driver, with `aws-ebs-csi-driver: { snapshots: true }`; or none"),
  nodeAgent: z.boolean().default(false).describe("Run an agent on each node, which copies files of volumes and snapshots to the bucket"),
  schedules: z
    .record(z.string().regex(/^[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?$/, "up to 52 small letters, digits and -"), schedule)
    .prefault({ daily: { schedule: "0 3 * * *" } })
    .describe("Backups by a name of your choice; {} for none. Default: `daily`, all of the cluster at 3:00 UTC, kept for 30 days"),
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
  validate: ({ bucket, retain, nodeAgent, kmsKeyArn }, profile) => {
    if (bucket && retain) return `\`bucket\` ${bucket} is yours, and stays anyway; remove \`retain\``;
    if (nodeAgent && profile.fargateOnly)
      return "`nodeAgent` is a DaemonSet, which Fargate never runs; remove it, or add a pool to `nodePools`";
    return foreignArn([kmsKeyArn], profile);
  },
  warn: ({ snapshots }, { autoMode }, selected) => {
    if (snapshots === "ebs" && autoMode)
      return {
        message: "`snapshots: ebs` knows no volumes of Auto Mode's nodes",
        fix: "set `snapshots: csi`, and `snapshots: true` on `aws-ebs-csi-driver`",
      };
    if (snapshots === "csi" && !selected.has("aws-ebs-csi-driver"))
      return {
        message: "`snapshots: csi` needs a snapshot controller and a VolumeSnapshotClass",
        fix: "set `aws-ebs-csi-driver: { snapshots: true }`",
      };
    return undefined;
  },
  createAwsResources: (name, { bucket, kmsKeyArn, keepDeletedDays, retain }, { context }, opts) =>
    bucket ?? new BackupBucket(`${name}-bucket`, { context, kmsKeyArn, keepDeletedDays, retain }, opts).bucketName,
  identity: ({ prefix, kmsKeyArn, snapshots }, { context }, bucket) => [
    {
      namespace,
      serviceAccount: "velero-server",
      statements: veleroStatements(context, { bucket, prefix, kmsKeyArn, ebsSnapshots: snapshots === "ebs" }),
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
