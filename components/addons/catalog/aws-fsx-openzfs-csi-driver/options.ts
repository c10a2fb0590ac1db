import { z } from "zod";
import { kmsKeyArn } from "../../../util/schemas";
import type { AddonCheck, AddonIssue } from "../../addon";
import { removalOptions, weeklyMaintenance, zoneOption } from "../common/fsx";
import { commonOptions, onDemand } from "../common/options";

/** Throughput in MB/s by deployment type. Source: FSx API reference, CreateFileSystemOpenZFSConfiguration (2026). */
const throughputs = {
  SINGLE_AZ_1: [64, 128, 256, 512, 1024, 2048, 3072, 4096],
  SINGLE_AZ_2: [160, 320, 640, 1280, 2560, 3840, 5120, 7680, 10240],
} as const;

const fileSystem = z.strictObject({
  storageGiB: z.int().min(64).max(524288).default(64).describe("Size in GiB; it can grow"),
  deploymentType: z
    .enum(["SINGLE_AZ_1", "SINGLE_AZ_2"])
    .default("SINGLE_AZ_1")
    .describe("SINGLE_AZ_2: newer, faster file servers with a read cache, not in every region"),
  throughput: z.int().optional().describe("MB/s. Default: 64 for SINGLE_AZ_1, 160 for SINGLE_AZ_2"),
  zone: zoneOption,
  kmsKeyArn: kmsKeyArn.optional().describe("ARN of the KMS key that encrypts it. Default: the AWS managed key of FSx"),
  backupRetentionDays: z.int().min(0).max(90).default(7).describe("Days for which daily backups are kept; 0: none"),
  weeklyMaintenance,
  ...removalOptions,
});

export const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  fileSystem: onDemand(fileSystem).describe("Create a file system for volumes of claims; true means with all defaults"),
  rootVolumeId: z
    .string()
    .regex(/^fsvol-[0-9a-f]{17}$/, "the ID of a volume such as fsvol-0123456789abcdef0")
    .optional()
    .describe("ID of a volume of a file system that exists, below which claims get theirs; the nodes must reach it"),
  storageClass: z
    .boolean()
    .default(true)
    .describe("Create the StorageClass `fsx-openzfs` if there is a file system: a volume for each claim"),
});

export type Options = z.output<typeof options>;
type Settings = z.output<typeof fileSystem>;

export function throughputOf({ deploymentType, throughput }: Settings): number {
  return throughput ?? throughputs[deploymentType][0];
}

/** What FSx would reject. */
export function fileSystemChecks(options: Options): readonly AddonCheck[] {
  return [
    () =>
      options.fileSystem && options.rootVolumeId !== undefined
        ? "`fileSystem` creates a file system and `rootVolumeId` names a volume of an existing one; remove one of the two"
        : undefined,
    () => (options.fileSystem ? throughputIssue(options.fileSystem) : undefined),
  ];
}

function throughputIssue({ deploymentType, throughput }: Settings): AddonIssue | undefined {
  const accepted: readonly number[] = throughputs[deploymentType];
  if (throughput === undefined || accepted.includes(throughput)) return undefined;
  return {
    at: ["fileSystem", "throughput"],
    message: `expected one of ${accepted.join(", ")} for ${deploymentType}, found ${throughput}; set one of these`,
  };
}
