// StorageClasses that the user adds beside the default one.
import { z } from "zod";
import { volumeLimits, volumeTypes } from "../../../reference/volume-types";
import { eachValid, flatMapValid } from "../../../settings/validation/guard";
import { dnsLabelPattern, kmsKeyArn, text } from "../../../util/schemas";
import type { AddonIssue } from "../../addon";

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
export function ownClassIssues(options: Options): AddonIssue[] {
  return eachValid(options.storageClasses, (own, name) =>
    flatMapValid([nameIssue, keyIssue, iopsIssue, throughputIssue], (check) => [check(own, name, options) ?? []].flat()).map(
      ({ at, message }) => ({ at: ["storageClasses", name, ...at], message }),
    ),
  );
}

interface Options {
  readonly storageClasses: Readonly<Record<string, OwnClass>>;
  readonly kmsKeyArns: readonly string[];
  readonly defaultStorageClass: boolean;
}

/** What is wrong with a class, with its keys below the class. */
type Found = { readonly at: readonly string[]; readonly message: string } | undefined;

function nameIssue(_: OwnClass, name: string, { defaultStorageClass }: Options): Found {
  if (!defaultStorageClass || (name !== "gp3" && name !== "gp3-node-pools")) return undefined;
  return {
    at: [],
    message: "a class of this name is created by `defaultStorageClass`; choose another name, or set `defaultStorageClass: false`",
  };
}

function keyIssue({ kmsKeyArn }: OwnClass, _: string, options: Options): Found {
  if (kmsKeyArn === undefined || options.kmsKeyArns.includes(kmsKeyArn)) return undefined;
  return { at: ["kmsKeyArn"], message: "the driver may not use this key; add it to `kmsKeyArns`" };
}

const limitsOf = (type: OwnClass["type"]) => (type === "st1" || type === "sc1" ? undefined : volumeLimits[type]);

function iopsIssue({ type, iops }: OwnClass): Found {
  const at = ["iops"];
  if (iops === undefined)
    return type === "io1" || type === "io2"
      ? { at, message: `missing; ${type} needs the number of I/O operations per second: set it` }
      : undefined;
  const range = limitsOf(type)?.iops;
  if (!range) return { at, message: `${type} has no configurable IOPS; remove the key, or write \`type: gp3\`` };
  const [least, most] = range;
  return iops < least || iops > most
    ? { at, message: `expected ${least} to ${most} for ${type}, found ${iops}; set one of these` }
    : undefined;
}

function throughputIssue(own: OwnClass): Found {
  const { throughput } = own;
  if (throughput === undefined) return undefined;
  const { type } = own;
  const at = ["throughput"];
  const limits = limitsOf(type);
  if (!limits?.throughput) return { at, message: `${type} has no configurable throughput; remove the key, or write \`type: gp3\`` };
  const most = Math.min(limits.throughput[1], Math.floor((own.iops ?? limits.iops![0]) / 4));
  return throughput <= most
    ? undefined
    : { at, message: `expected at most ${most}, a quarter of the IOPS, found ${throughput}; set \`iops\` to ${throughput * 4} or more` };
}
