import { z } from "zod";
import { eachValid } from "../../../settings/validation/guard";
import { dnsLabelPattern, kmsKeyArn, text } from "../../../util/schemas";
import type { AddonCheck, AddonIssue } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { remoteArns } from "../common/arns";
import { removalOptions, weeklyMaintenance, zoneIssue, zoneOption } from "../common/fsx";
import { commonOptions, onDemand } from "../common/options";

/** Throughput in MB/s for each TiB of storage. Source: FSx for Lustre user guide, performance of PERSISTENT_2 with SSD (2026). */
const throughputs = [125, 250, 500, 1000] as const;

const kind = {
  deploymentType: z
    .enum(["PERSISTENT_2", "SCRATCH_2"])
    .default("PERSISTENT_2")
    .describe("PERSISTENT_2: files are replicated within the zone. SCRATCH_2: files are lost if a file server fails; for temporary data"),
  throughput: z.literal(throughputs).optional().describe("MB/s for each TiB of storage, of PERSISTENT_2. Default: 125"),
  compression: z.boolean().default(true).describe("Compress files with LZ4"),
  kmsKeyArn: kmsKeyArn.optional().describe("ARN of the KMS key that encrypts it, of PERSISTENT_2. Default: the AWS managed key of FSx"),
  backupRetentionDays: z.int().min(0).max(35).default(7).describe("Days for which daily backups are kept, of PERSISTENT_2; 0: none"),
  zone: zoneOption,
};

const fileSystem = z.strictObject({
  storageGiB: z.int().min(1200).default(1200).describe("Size in GiB: 1200, 2400 or a multiple of 2400"),
  ...kind,
  weeklyMaintenance,
  ...removalOptions,
});

const className = text(dnsLabelPattern, "the name of a StorageClass: up to 63 lowercase letters, digits and -");

const storageClasses = z.record(
  className,
  z.strictObject({
    ...kind,
    reclaimPolicy: z
      .enum(["Delete", "Retain"])
      .default("Delete")
      .describe("Delete: a file system is deleted with its claim. Retain: it is kept, and remains in the account"),
  }),
);

export const options = z.strictObject({
  ...commonOptions.managed,
  ...commonOptions.permissions,
  fileSystem: onDemand(fileSystem).describe("Create a file system and the PersistentVolume `lustre` for it; true means with all defaults"),
  storageClasses: storageClasses.default({}).describe("Name -> StorageClass: each of its claims gets a file system of its own"),
});

export type Options = z.output<typeof options>;
export type LustreFileSystemSettings = z.output<typeof fileSystem>;
export type LustreClass = z.output<typeof storageClasses>[string];

/** What FSx would reject. */
export function lustreChecks(options: Options, profile: StackProfile): readonly AddonCheck[] {
  const ofKind: readonly ((at: readonly string[], kind: LustreClass | LustreFileSystemSettings) => ReturnType<AddonCheck>)[] = [
    (at, { deploymentType, throughput }) =>
      deploymentType === "SCRATCH_2" && throughput !== undefined
        ? { at: [...at, "throughput"], message: `SCRATCH_2 has 200 MB/s for each TiB; ${persistent}` }
        : undefined,
    (at, { deploymentType, kmsKeyArn }) =>
      deploymentType === "SCRATCH_2" && kmsKeyArn !== undefined
        ? { at: [...at, "kmsKeyArn"], message: `SCRATCH_2 is encrypted with a key of AWS alone; ${persistent}` }
        : undefined,
    (at, { zone }) => zoneIssue([...at, "zone"], zone, profile),
    (at, { kmsKeyArn }) => remoteArns([...at, "kmsKeyArn"], kmsKeyArn, profile),
  ];
  return [
    ...ofKind.flatMap((check): AddonCheck[] => [
      () => (options.fileSystem ? check(["fileSystem"], options.fileSystem) : undefined),
      () => eachValid(options.storageClasses, (own, name) => [check(["storageClasses", name], own) ?? []].flat() as AddonIssue[]),
    ]),
    () => (options.fileSystem ? storageIssue(options.fileSystem) : undefined),
  ];
}

const persistent = "remove the key, or write `deploymentType: PERSISTENT_2`";

function storageIssue({ storageGiB }: LustreFileSystemSettings): AddonIssue | undefined {
  if (storageGiB === 1200 || storageGiB % 2400 === 0) return undefined;
  return {
    at: ["fileSystem", "storageGiB"],
    message: `expected 1200, 2400 or a multiple of 2400, found ${storageGiB}; set one of these`,
  };
}
