import { type AmiChoice, amiFamilyOf, amiOf, instanceFactsOf, instanceFamilyOf, isWindows } from "../../reference/ami-of-family";
import { instanceFamilies, notForNodes } from "../../reference/instance-families";
import { isSizeName, sizeNames } from "../../reference/instance-sizes";
import { didYouMean, listed, nearby } from "../../util/did-you-mean";
import { advice, duplicates, issue, poolRule, type Rule } from "./rule";

/** The form of every instance type, of families that are not in the table too. */
const typePattern = /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/;

type Ami = AmiChoice["family"] | AmiChoice;

/** Whether a pool has a custom AMI. Its author knows which instance types it supports, so no table is consulted. */
const isCustom = (ami: Ami) => typeof ami === "object" && ami.id !== undefined;

/** Why an instance type cannot be used; undefined if it can. */
function typeIssue(type: string, ami: Ami): string | undefined {
  const family = instanceFamilyOf(type);
  const size = type.slice(family.length + 1);
  if (family === "" || size === "") return `expected an instance type such as m7g.large, found "${type}"`;
  if (notForNodes.includes(family)) return `${type} is not supported for EKS nodes; choose a family such as m7g`;
  if (!Object.hasOwn(instanceFamilies, family)) {
    const stated = isCustom(ami) || instanceFactsOf(type, ami) !== undefined;
    return stated && typePattern.test(type) ? undefined : unknownFamily(type, family, size);
  }
  if (isSizeName(size)) return undefined;
  return unknown(
    type,
    nearby(size, sizeNames).map((near) => `${family}.${near}`),
  );
}

function unknownFamily(type: string, family: string, size: string): string {
  const near = nearby(family, Object.keys(instanceFamilies)).map((other) => `${other}.${size}`);
  return `${unknown(type, near)}${near.length > 0 ? " If the family is new, set" : "; if the family is new, set"} \`ami: { family, architecture }\``;
}

function unknown(type: string, near: readonly string[]): string {
  return `unknown instance type "${type}"${near.length > 0 ? `; did you mean ${listed(near, "or")}?` : "; expected one such as m7g.large"}`;
}

const typesKnown = poolRule(["instanceTypes[]", "ami"], function* ({ instanceTypes, ami }, pool) {
  const path = ["nodePools", pool, "instanceTypes"];
  for (const [position, type] of instanceTypes.entries()) {
    const wrong = typeIssue(type, ami);
    const family = instanceFamilyOf(type);
    if (wrong) yield issue([...path, position], wrong);
    else if (!isCustom(ami) && !Object.hasOwn(instanceFamilies, family))
      yield advice(
        "instance-family",
        [...path, position],
        `family ${family} is not in the table of instance families${didYouMean(family, Object.keys(instanceFamilies))}`,
        "check that the region offers it, and that `ami.architecture` is right",
      );
  }
  yield* duplicates(path, instanceTypes);
});

/** Types of a pool, by a property of their families. */
function typesBy(types: readonly string[], ami: Ami, property: "arch" | "accelerator"): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const type of types.filter((each) => typeIssue(each, ami) === undefined)) {
    const value = instanceFactsOf(type, ami)![property] ?? "none";
    groups.set(value, [...(groups.get(value) ?? []), type]);
  }
  return groups;
}

/** A pool has one AMI, so its types share architecture and accelerator. */
const typesAlike = poolRule(["instanceTypes[]", "ami"], function* ({ instanceTypes, ami }, pool) {
  if (isCustom(ami)) return;
  for (const property of ["arch", "accelerator"] as const) {
    const groups = typesBy(instanceTypes, ami, property);
    if (groups.size < 2) continue;
    const found = listed([...groups].map(([value, types]) => `${value} (${types.join(", ")})`));
    const wanted = property === "arch" ? "CPU architecture" : "accelerator";
    yield issue(["nodePools", pool, "instanceTypes"], `expected types of one ${wanted}, found ${found}; create one pool for each`);
  }
});

const amiExists = poolRule(["instanceTypes[]", "ami"], function* ({ instanceTypes, ami }, pool) {
  if (isCustom(ami) || (typeof ami === "object" && ami.type !== undefined)) return;
  const family = amiFamilyOf(ami);
  for (const [position, type] of instanceTypes.entries()) {
    if (typeIssue(type, ami) !== undefined) continue;
    const facts = instanceFactsOf(type, ami)!;
    if (amiOf(family, facts) !== null) continue;
    const wanted = facts.accelerator ? `with the ${facts.accelerator} driver for ${type}` : `that runs on ${type}`;
    const path = ["nodePools", pool, "instanceTypes", position];
    yield issue(path, `AWS publishes no ${family} AMI ${wanted}; ${alternative(type, ami, family)}`);
  }
});

function alternative(type: string, ami: Ami, family: AmiChoice["family"]): string {
  const other = family === "al2023" ? "bottlerocket" : "al2023";
  const own = "set a custom AMI: `ami: { id, family }`";
  if (isWindows(family)) return instanceFactsOf(type, ami)!.arch === "arm64" ? "choose an x86_64 type such as m7i.large" : own;
  return amiOf(other, instanceFactsOf(type, ami)!) === null ? own : `write \`ami: ${other}\`, or ${own}`;
}

/** Stated properties of instance types must agree with the table, and have no meaning for a custom AMI. */
const statedFits = poolRule(["instanceTypes[]", "ami"], function* ({ instanceTypes, ami }, pool) {
  if (typeof ami === "string") return;
  const path = ["nodePools", pool, "ami"];
  for (const key of ["architecture", "accelerator"] as const) {
    const stated = ami[key];
    if (stated === undefined) continue;
    if (isCustom(ami)) yield issue([...path, key], "cannot be set beside `id`, because the custom AMI determines it; remove the key");
    else if (key === "accelerator" && ami.architecture === undefined)
      yield issue([...path, key], "needs `architecture`, the CPU architecture of the same instance types; set both");
    for (const type of isCustom(ami) ? [] : instanceTypes) {
      const known = Object.hasOwn(instanceFamilies, instanceFamilyOf(type)) ? instanceFactsOf(type, ami) : undefined;
      const actual = known && (key === "architecture" ? known.arch : (known.accelerator ?? "none"));
      if (actual !== undefined && actual !== stated)
        yield issue([...path, key], `expected ${actual}, which ${type} has, found ${stated}; remove the key`);
    }
  }
});

export const instanceTypeRules: readonly Rule[] = [typesKnown, typesAlike, amiExists, statedFits];
