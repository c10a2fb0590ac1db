import { z } from "zod";
import { kmsKeyArn, text } from "../../../util/schemas";
import type { AddonCheck, AddonIssue } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { remoteArns } from "../common/arns";
import { retain, weeklyMaintenance, zoneIssue, zoneOption } from "../common/fsx";
import { commonOptions, onDemand } from "../common/options";

/** MB/s of an HA pair by deployment type, and GiB of the file system. Source: FSx API reference, CreateFileSystemOntapConfiguration (2026). */
const limits = {
  SINGLE_AZ_1: { throughputs: [128, 256, 512, 1024, 2048, 4096], most: 196_608 },
  MULTI_AZ_1: { throughputs: [128, 256, 512, 1024, 2048, 4096], most: 196_608 },
  SINGLE_AZ_2: { throughputs: [384, 768, 1536, 3072, 6144], most: 524_288 },
  MULTI_AZ_2: { throughputs: [384, 768, 1536, 3072, 6144], most: 524_288 },
} as const satisfies Readonly<Record<string, { readonly throughputs: readonly number[]; readonly most: number }>>;

/** The same for a SINGLE_AZ_2 file system of several pairs. */
const ofSeveralPairs: (typeof limits)["SINGLE_AZ_2"] | { throughputs: readonly number[]; most: number } = {
  throughputs: [1536, 3072, 6144],
  most: 1_048_576,
};
const leastOfPair = 1024;

/** Trident reads its key and region from the ARN. Source: NetApp/trident v26.06.0 storage_drivers/ontap/awsapi/aws.go. */
const secretArn = text(
  /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}$/,
  "the ARN of a secret with its six last characters, such as arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/vsadmin-AbCdEf",
);

const fileSystem = z.strictObject({
  storageGiB: z
    .int()
    .min(leastOfPair)
    .default(leastOfPair)
    .describe("Size of its SSD storage in GiB, at least 1024 for each HA pair; it can grow"),
  deploymentType: z
    .enum(["SINGLE_AZ_1", "SINGLE_AZ_2", "MULTI_AZ_1", "MULTI_AZ_2"])
    .default("SINGLE_AZ_1")
    .describe("MULTI_AZ: with a standby in a second zone. The second generation (_2) is faster, and not in every region"),
  throughput: z
    .int()
    .optional()
    .describe("MB/s of each HA pair. Default: 128 for the first generation, 384 for the second, 1536 with several pairs"),
  haPairs: z.int().min(1).max(12).default(1).describe("Number of pairs of file servers, of SINGLE_AZ_2; it can grow"),
  zone: zoneOption,
  standbyZone: zoneOption.describe("Zone of the standby, of MULTI_AZ. Default: the next zone of the private subnets"),
  routeTableIds: z
    .array(text(/^rtb-[0-9a-f]{8,17}$/, "the ID of a route table such as rtb-0123456789abcdef0"))
    .min(1)
    .max(50)
    .optional()
    .describe(
      "Route tables of the subnets of all nodes and pods, of MULTI_AZ. Default: those of a VPC that the stack creates; required in an existing one",
    ),
  kmsKeyArn: kmsKeyArn.optional().describe("ARN of the KMS key that encrypts it. Default: the AWS managed key of FSx"),
  backupRetentionDays: z.int().min(0).max(90).default(7).describe("Days for which daily backups of its volumes are kept; 0: none"),
  weeklyMaintenance,
  secretArn: secretArn
    .optional()
    .describe(
      'ARN of a secret with {"username": "vsadmin", "password": "..."}, with which Trident signs in. Default: a new one with a random password',
    ),
  retain,
});

const existing = z.strictObject({
  fileSystemId: text(/^fs-[0-9a-f]{8,17}$/, "the ID of a file system such as fs-0123456789abcdef0").describe("ID of the file system"),
  svm: text(/^[A-Za-z0-9_]{1,47}$/, "the name of a storage virtual machine: up to 47 letters, digits and _").describe(
    "Name of the storage virtual machine in which claims get their volumes",
  ),
  secretArn: secretArn.describe('ARN of a secret with {"username": "vsadmin", "password": "..."}'),
});

export const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  fileSystem: onDemand(fileSystem).describe(
    "Create an FSx for ONTAP file system with a storage virtual machine for volumes of claims; true means with all defaults",
  ),
  existing: existing.optional().describe("A file system that exists, whose security group allows the nodes on ports 443 and 2049"),
  storageClass: z
    .boolean()
    .default(true)
    .describe("Create the StorageClass `fsx-ontap` if there is a file system: a volume for each claim, shared over NFS"),
});

export type Options = z.output<typeof options>;
export type FileSystemSettings = z.output<typeof fileSystem>;
export type ExistingFileSystem = z.output<typeof existing>;

type Size = Pick<FileSystemSettings, "deploymentType" | "haPairs">;

const limitsOf = ({ deploymentType, haPairs }: Size): { readonly throughputs: readonly number[]; readonly most: number } =>
  deploymentType === "SINGLE_AZ_2" && haPairs > 1 ? ofSeveralPairs : limits[deploymentType];

/** MB/s of each HA pair. */
export function throughputOf(settings: FileSystemSettings): number {
  return settings.throughput ?? limitsOf(settings).throughputs[0]!;
}

export const isMultiAz = ({ deploymentType }: Pick<FileSystemSettings, "deploymentType">) => deploymentType.startsWith("MULTI_AZ");

/** What FSx would reject, or Trident. */
export function ontapChecks(options: Options, profile: StackProfile): readonly AddonCheck[] {
  const created: readonly ((settings: FileSystemSettings) => AddonIssue | undefined)[] = [
    pairsIssue,
    throughputIssue,
    storageIssue,
    ...oneZoneChecks,
    standbyIssue,
    (settings) => routesIssue(settings, profile),
    (settings) => zonesIssue(settings, profile),
    ({ zone }) => zoneIssue(["fileSystem", "zone"], zone, profile),
    (settings) => (isMultiAz(settings) ? zoneIssue(["fileSystem", "standbyZone"], settings.standbyZone, profile) : undefined),
  ];
  return [
    () =>
      options.fileSystem && options.existing
        ? "`fileSystem` creates a file system and `existing` names one; remove one of the two"
        : undefined,
    () => (options.existing ? remoteArns(["existing", "secretArn"], options.existing.secretArn, profile) : []),
    ...created.map((check) => () => (options.fileSystem ? check(options.fileSystem) : undefined)),
    () => (options.fileSystem ? remoteArns(["fileSystem", "kmsKeyArn"], options.fileSystem.kmsKeyArn, profile) : []),
    () => (options.fileSystem ? remoteArns(["fileSystem", "secretArn"], options.fileSystem.secretArn, profile) : []),
  ];
}

const hasPairs = ({ deploymentType, haPairs }: Size) => haPairs === 1 || deploymentType === "SINGLE_AZ_2";

const titleOf = ({ deploymentType, haPairs }: Size) => `${deploymentType}${haPairs > 1 ? ` with ${haPairs} pairs` : ""}`;

function pairsIssue(settings: Size): AddonIssue | undefined {
  if (hasPairs(settings)) return undefined;
  const message = `${settings.deploymentType} has one pair of file servers; remove the key, or write \`deploymentType: SINGLE_AZ_2\``;
  return { at: ["fileSystem", "haPairs"], message };
}

function throughputIssue(settings: FileSystemSettings): AddonIssue | undefined {
  const { throughput } = settings;
  if (throughput === undefined || !hasPairs(settings)) return undefined;
  const { throughputs } = limitsOf(settings);
  if (throughputs.includes(throughput)) return undefined;
  const message = `expected one of ${throughputs.join(", ")} for ${titleOf(settings)}, found ${throughput}; set one of these`;
  return { at: ["fileSystem", "throughput"], message };
}

function storageIssue(settings: FileSystemSettings): AddonIssue | undefined {
  if (!hasPairs(settings)) return undefined;
  const { most } = limitsOf(settings);
  const least = leastOfPair * settings.haPairs;
  const { storageGiB } = settings;
  if (storageGiB >= least && storageGiB <= most) return undefined;
  const message = `expected ${least} to ${most} for ${titleOf(settings)}, found ${storageGiB}; set a size in this range`;
  return { at: ["fileSystem", "storageGiB"], message };
}

/** Keys of MULTI_AZ alone. */
const oneZoneChecks = (["standbyZone", "routeTableIds"] as const).map((key) => (settings: FileSystemSettings): AddonIssue | undefined => {
  if (settings[key] === undefined || isMultiAz(settings)) return undefined;
  const message = `${settings.deploymentType} is in one zone; remove the key, or write \`deploymentType: MULTI_AZ_1\``;
  return { at: ["fileSystem", key], message };
});

function standbyIssue(settings: FileSystemSettings): AddonIssue | undefined {
  const { zone, standbyZone } = settings;
  if (standbyZone === undefined || standbyZone !== zone || !isMultiAz(settings)) return undefined;
  return {
    at: ["fileSystem", "standbyZone"],
    message: `the standby needs another zone than ${zone}; set another one, or remove the key`,
  };
}

function routesIssue(settings: FileSystemSettings, profile: StackProfile): AddonIssue | undefined {
  if (profile.ownNetwork || settings.routeTableIds !== undefined || !isMultiAz(settings)) return undefined;
  return {
    at: ["fileSystem", "routeTableIds"],
    message:
      "missing; MULTI_AZ needs it in an existing VPC, whose route tables are not known: list those of the subnets of all nodes and pods",
  };
}

function zonesIssue(settings: FileSystemSettings, profile: StackProfile): AddonIssue | undefined {
  if (profile.zonesKnown || !isMultiAz(settings)) return undefined;
  return {
    at: ["fileSystem"],
    message: "MULTI_AZ needs subnets in two zones, and the zones of the existing subnets are not known; set `network.existing.zones`",
  };
}
