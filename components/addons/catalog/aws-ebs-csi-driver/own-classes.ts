// StorageClasses that the user adds beside the default one.
import { z } from "zod";
import { volumeLimits, volumeTypes } from "../../../reference/volume-types";
import { dnsLabelPattern, kmsKeyArn, text } from "../../../util/schemas";

/** The longest suffix that a second driver adds to a name of 63 characters. */
const className = text(
  /^[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?$/,
  "the name of a StorageClass: up to 52 lowercase letters, digits and -",
).refine((name) => dnsLabelPattern.test(name));

/** Types without configurable IOPS, for large sequential reads and cold data, in addition to those of nodes. */
const throughputTypes = ["st1", "sc1"] as const;

export const ownClasses = z.record(
  className,
  z.strictObject({
    type: z
      .enum([...volumeTypes, ...throughputTypes])
      .default("gp3")
      .describe("EBS volume type"),
    iops: z.int().min(100).optional().describe("I/O operations per second: of gp3 from 3,000 on, its default; needed for io1 and io2"),
    throughput: z.int().min(125).optional().describe("MiB/s of gp3. Default: 125"),
    fileSystem: z.enum(["ext4", "xfs"]).default("ext4").describe("File system of the volumes"),
    kmsKeyArn: kmsKeyArn.optional().describe("One of `kmsKeyArns`. Default: the first of them, or the AWS managed key of EBS"),
    reclaimPolicy: z
      .enum(["Delete", "Retain"])
      .default("Delete")
      .describe("Delete: a volume is deleted with its claim. Retain: it is kept, and remains in the account"),
  }),
);

export type OwnClass = z.output<typeof ownClasses>[string];

/** What EBS would reject of the classes, or what the driver may not do. */
export function ownClassIssue(
  classes: Readonly<Record<string, OwnClass>>,
  { kmsKeyArns, defaultStorageClass }: { readonly kmsKeyArns: readonly string[]; readonly defaultStorageClass: boolean },
): string | undefined {
  for (const [name, own] of Object.entries(classes)) {
    const at = `\`storageClasses.${name}`;
    if (defaultStorageClass && (name === "gp3" || name === "gp3-node-pools"))
      return `${at}\`: a class of this name is created by \`defaultStorageClass\`; choose another name, or set that to false`;
    if (own.kmsKeyArn !== undefined && !kmsKeyArns.includes(own.kmsKeyArn))
      return `${at}.kmsKeyArn\`: the driver may not use this key; add it to \`kmsKeyArns\``;
    const wrong = performanceIssue(own);
    if (wrong) return `${at}.${wrong}`;
  }
  return undefined;
}

function performanceIssue({ type, iops, throughput }: OwnClass): string | undefined {
  const limits = type === "st1" || type === "sc1" ? undefined : volumeLimits[type];
  if (iops === undefined && (type === "io1" || type === "io2"))
    return `iops\`: ${type} needs the number of I/O operations per second; set it`;
  if (iops !== undefined) {
    if (!limits?.iops) return `iops\`: ${type} has no configurable IOPS; remove the key, or write \`type: gp3\``;
    const [least, most] = limits.iops;
    if (iops < least || iops > most) return `iops\`: expected ${least} to ${most} for ${type}, found ${iops}; set one of these`;
  }
  if (throughput === undefined) return undefined;
  if (!limits?.throughput) return `throughput\`: ${type} has no configurable throughput; remove the key, or write \`type: gp3\``;
  const most = Math.min(limits.throughput[1], Math.floor((iops ?? limits.iops![0]) / 4));
  return throughput <= most
    ? undefined
    : `throughput\`: expected at most ${most}, a quarter of the IOPS, found ${throughput}; set \`iops\` to ${throughput * 4} or more`;
}
