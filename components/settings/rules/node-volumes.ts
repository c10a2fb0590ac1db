import { amiFamilyOf } from "../../reference/ami-of-family";
import type { AmiFamily } from "../../reference/ami-types";
import { hasInstanceStore } from "../../reference/instance-store";
import { systemDevices, volumeLimits } from "../../reference/volume-types";
import { parseArn } from "../../util/arn";
import { listed } from "../../util/did-you-mean";
import type { NodePoolSettings } from "../types";
import { flatMapValid } from "../validation/guard";
import { configuresLocalStorage } from "./node-config";
import { issue, poolRule, type Rule, type RuleResult } from "./rule";

type Volume = NodePoolSettings["disk"];
type At = readonly PropertyKey[];

/** EBS rejects such a volume when a node starts. */
export function volumeIssues(at: At, volume: Volume): Iterable<RuleResult> {
  return flatMapValid([sizeIssues, iopsIssues, throughputIssues], (check) => check(at, volume));
}

function* sizeIssues(at: At, { type, sizeGiB }: Volume): Iterable<RuleResult> {
  const [least, most] = volumeLimits[type].sizeGiB;
  if (sizeGiB < least || sizeGiB > most) yield issue([...at, "sizeGiB"], `expected ${least} to ${most} GiB for ${type}, found ${sizeGiB}`);
}

function* iopsIssues(at: At, volume: Volume): Iterable<RuleResult> {
  const { type, iops } = volume;
  const limits = volumeLimits[type];
  if (limits.iops === undefined) {
    if (iops !== undefined) yield issue([...at, "iops"], `${type} has no configurable IOPS; remove the key, or write \`type: gp3\``);
  } else if (iops === undefined) {
    if (limits.iopsRequired)
      yield issue([...at, "iops"], `${type} needs the number of I/O operations per second; set it, or write \`type: gp3\``);
  } else {
    const [fewest, highest] = limits.iops;
    const { sizeGiB } = volume;
    const bound = Math.min(highest, Math.max(fewest, sizeGiB * limits.iopsPerGiB!));
    if (iops < fewest || iops > bound)
      yield issue(
        [...at, "iops"],
        `expected ${fewest} to ${bound} for ${type} of ${sizeGiB} GiB, which has at most ${limits.iopsPerGiB} per GiB, found ${iops}`,
      );
  }
}

function* throughputIssues(at: At, volume: Volume): Iterable<RuleResult> {
  const { type, throughput } = volume;
  if (throughput === undefined) return;
  const limits = volumeLimits[type];
  if (limits.throughput === undefined)
    yield issue([...at, "throughput"], `${type} has no configurable throughput; remove the key, or write \`type: gp3\``);
  else {
    const { iops } = volume;
    const bound = Math.min(limits.throughput[1], Math.floor((iops ?? limits.iops![0]) / 4));
    if (throughput > bound)
      yield issue(
        [...at, "throughput"],
        `expected at most ${bound} MiB per second, a quarter of the IOPS (${iops ?? limits.iops![0]}), found ${throughput}; raise \`iops\``,
      );
  }
}

const volumesFit = poolRule(["disk", "volumes[]"], function* ({ disk, volumes }, pool) {
  yield* volumeIssues(["nodePools", pool, "disk"], disk);
  for (const [name, volume] of Object.entries(volumes)) yield* volumeIssues(["nodePools", pool, "volumes", name], volume);
});

const devicesDiffer = poolRule(["volumes[]", "ami"], function* ({ volumes, ami }, pool) {
  yield* deviceIssues(["nodePools", pool, "volumes"], volumes, amiFamilyOf(ami));
});

export function* deviceIssues(at: At, volumes: NodePoolSettings["volumes"], family: AmiFamily): Iterable<RuleResult> {
  const used = new Map(systemDevices[family].map((device) => [device, "the system"]));
  for (const [name, { device }] of Object.entries(volumes)) {
    const user = used.get(device);
    if (user) yield issue([...at, name, "device"], `${device} is the device of ${user}; use another one, such as /dev/xvdf`);
    used.set(device, `volume ${name}`);
  }
}

/** EC2 rejects another snapshot for the root device. Bottlerocket's second volume can be created from one, for instance with images that are already pulled. */
const rootHasNoSnapshot = poolRule(["disk", "ami"], function* ({ disk, ami }, pool) {
  yield* rootSnapshotIssues(["nodePools", pool, "disk", "snapshotId"], disk, amiFamilyOf(ami), "`ami: { id, family }`");
});

/** @param custom how to write a custom AMI */
export function* rootSnapshotIssues(at: At, { snapshotId }: Volume, family: AmiFamily, custom: string): Iterable<RuleResult> {
  if (snapshotId !== undefined && family !== "bottlerocket")
    yield issue(
      at,
      `the root volume is created from the snapshot of the AMI; use a custom AMI (${custom}), an additional volume (\`volumes\`), or bottlerocket`,
    );
}

/** Only NVMe volumes are used, by nodeadm and by Bottlerocket. */
const instanceStoreFits = poolRule(
  ["instanceStore", "instanceTypes[]", "userData", "ami"],
  function* ({ instanceStore, instanceTypes, userData, ami }, pool) {
    if (!instanceStore) return;
    const path = ["nodePools", pool];
    for (const [position, type] of instanceTypes.entries())
      if (hasInstanceStore(type) === false)
        yield issue(
          [...path, "instanceTypes", position],
          `${type} has no NVMe instance store; choose a family that has it, such as m7gd or i4i, or remove \`instanceStore\``,
        );
    if (amiFamilyOf(ami) === "al2023" && configuresLocalStorage(userData))
      yield issue([...path, "instanceStore"], "a NodeConfig in `userData` sets spec.instance.localStorage; remove one of the two");
  },
);

const keysOfRegion = poolRule(
  ["disk", "volumes[]"],
  function* ({ disk, volumes }, pool, { region }) {
    const all = [[["disk"], disk] as const, ...Object.entries(volumes).map(([name, volume]) => [["volumes", name], volume] as const)];
    for (const [at, { kmsKeyArn }] of all) {
      const message = keyRegionIssue(kmsKeyArn, region);
      if (message) yield issue(["nodePools", pool, ...at, "kmsKeyArn"], message);
    }
  },
  ["region"],
);

/** Why volumes of a region cannot be encrypted by a key, or nothing. */
export function keyRegionIssue(kmsKeyArn: string | undefined, region: string): string | undefined {
  const found = parseArn(kmsKeyArn)?.region;
  if (found === undefined || found === region) return undefined;
  return `expected a key in ${region}, where the volume is, found one in ${found}`;
}

const oneOf = (keys: readonly string[]) => `${listed(keys.map((key) => `\`${key}\``))} exclude each other; remove one`;

const updateFits = poolRule(["update", "kind"], function* ({ update, kind }, pool) {
  const path = ["nodePools", pool, "update"];
  if (update.maxUnavailable !== undefined && update.maxUnavailablePercentage !== undefined)
    yield issue([...path, "maxUnavailable"], oneOf(["maxUnavailable", "maxUnavailablePercentage"]));
  if (kind === "managed") return;
  for (const key of ["maxUnavailable", "force", "strategy"] as const)
    if (update[key] !== undefined)
      yield issue(
        [...path, key],
        "only managed node groups have it; remove the key, write `kind: managed`, or use `maxUnavailablePercentage` for the instance refresh",
      );
});

export const nodeVolumeRules: readonly Rule[] = [volumesFit, devicesDiffer, rootHasNoSnapshot, instanceStoreFits, keysOfRegion];
export const nodeUpdateRules: readonly Rule[] = [updateFits];
