import { z } from "zod";
import { volumeTypes } from "../../reference/volume-types";
import { kmsKeyArn, text } from "../../util/schemas";
import { ec2Id, entryName } from "./scalars";

/** What every EBS volume of a pool can have, besides its size. */
const volumeFields = {
  type: z.enum(volumeTypes).default("gp3").describe("EBS volume type"),
  iops: z.int().min(100).max(256_000).optional().describe("I/O operations per second of gp3, io1 and io2. Default: 3000 with gp3"),
  throughput: z.int().min(125).max(2_000).optional().describe("Throughput of gp3 in MiB per second. Default: 125"),
  kmsKeyArn: kmsKeyArn.optional().describe("KMS key that encrypts the volume. Default: the account's key for EBS"),
  snapshotId: ec2Id("snap").optional().describe("Snapshot that the volume is created from. Default: that of the AMI, or none"),
};

const largestVolume = 65_536;

/** Root volume of the nodes of a pool. */
export const disk = z.strictObject({
  sizeGiB: z.int().min(20).max(largestVolume).default(50).describe("Size of the root volume in GiB"),
  ...volumeFields,
});

/** The same of `nodePools`, where Outposts have another default. */
export const poolDisk = disk.extend({
  type: z.enum(volumeTypes).optional().describe("EBS volume type. Default: gp3, or gp2 on an Outpost"),
});

/** Additional volume of the nodes of a pool. */
const volume = z.strictObject({
  device: text(/^\/dev\/(xvd|sd)[b-z][a-z]?$/, "a device name such as /dev/xvdf").describe(
    "Device name. On Nitro instances the volume appears as /dev/nvme...",
  ),
  sizeGiB: z.int().min(1).max(largestVolume).describe("Size in GiB"),
  ...volumeFields,
});

export const volumes = z
  .record(entryName, volume)
  .default({})
  .describe("Additional volumes of each node; always encrypted, neither formatted nor mounted, deleted with the node");
