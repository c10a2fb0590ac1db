import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root";
import { familyOf } from "./instance-prices";

/** Size of an instance type. */
export interface InstanceType {
  readonly name: string;
  readonly vcpus: number;
  readonly memoryGiB: number;
  readonly arch: "amd64" | "arm64";
  readonly gpus: number;
}

type Row = readonly [vcpus: number, memoryGiB: number, arch: InstanceType["arch"], gpus: number];

let known: readonly InstanceType[] | undefined;

/** All instance types whose size is known. The table is read when it is first asked for. */
export function instanceTypes(): readonly InstanceType[] {
  if (!known) {
    const rows = JSON.parse(readFileSync(path.join(root, "plan/cost/data/instance-types.json"), "utf8")) as Record<string, Row>;
    known = Object.entries(rows).map(([name, [vcpus, memoryGiB, arch, gpus]]) => ({ name, vcpus, memoryGiB, arch, gpus }));
  }
  return known;
}

/** What Karpenter and EKS Auto Mode call a type's properties, without the prefix of the label. */
export function labelsOf({ name, vcpus, memoryGiB, arch, gpus }: InstanceType): Readonly<Record<string, string>> {
  const family = familyOf(name);
  const [, category = "", generation = "", variant = ""] = /^([a-z]+)-?(\d*)([a-z-]*)/.exec(family) ?? [];
  return {
    arch,
    "instance-type": name,
    "instance-family": family,
    "instance-category": category,
    "instance-generation": generation,
    "instance-size": name.slice(family.length + 1),
    "instance-cpu": String(vcpus),
    "instance-cpu-manufacturer": arch === "arm64" ? "aws" : variant.startsWith("a") ? "amd" : "intel",
    "instance-memory": String(memoryGiB * 1024),
    ...(gpus > 0 && { "instance-gpu-count": String(gpus) }),
  };
}
