import { type AmiFacts, type AmiFamily, amis, amiVariants } from "./facts/ami-types";
import { type InstanceFamilyFacts, instanceFamilies, notForNodes } from "./facts/instance-families";
import { nearest } from "./suggest";

const sizes = /^(nano|micro|small|medium|large|xlarge|[1-9]\d*xlarge|metal(-[1-9]\d*xl)?)$/;

/** What is wrong with the instance types of a pool: unknown ones, those that cannot be nodes, and mixtures that no single AMI serves. */
export function instanceTypeProblems(types: readonly string[]): readonly string[] {
  const unknown = types.flatMap((type) => instanceTypeProblem(type) ?? []);
  return unknown.length > 0 ? unknown : mixtures(types);
}

/** Why AWS's AMI of a family cannot run on these (valid) instance types, if so. */
export function amiProblem(family: AmiFamily, types: readonly string[]): string | undefined {
  const found = findAmi(family, types);
  return typeof found === "string" ? found : undefined;
}

/**
 * The AMI that AWS makes for nodes of these instance types.
 * @throws Error where there is none, or the types do not fit together; the settings' check says so before
 */
export function amiFor(family: AmiFamily, types: readonly string[]): AmiFacts {
  const problem = instanceTypeProblems(types)[0];
  if (problem) throw new Error(problem);
  const found = findAmi(family, types);
  if (typeof found === "string") throw new Error(found);
  return found;
}

function findAmi(family: AmiFamily, types: readonly string[]): AmiFacts | string {
  for (const type of types) {
    const facts = instanceFamilies[familyOf(type)];
    if (!facts) return `architecture and accelerator of ${type} are not known here: give an AMI of your own (ami.id and ami.family)`;
    if (facts.driverInAmi === false) return `AWS's AMIs lack the driver for ${type}: give an AMI of your own (ami.id and ami.family)`;
  }
  const { arch, accelerator } = factsOf(types[0] ?? "");
  const variant = accelerator ? amiVariants[accelerator] : "standard";
  return (
    amis[family][variant][arch] ?? `AWS makes no ${family} AMI for ${accelerator} on ${arch}: choose another ami or other instance types`
  );
}

function instanceTypeProblem(type: string): string | undefined {
  const [family = "", size = "", ...rest] = type.split(".");
  if (!size || rest.length > 0) return `"${type}" is not an instance type: expected family.size, such as m7g.large`;
  if (notForNodes.includes(family)) return `${type} cannot be a node: EKS does not run on Mac instances`;
  if (!Object.hasOwn(instanceFamilies, family)) {
    const near = nearest(family, Object.keys(instanceFamilies));
    return `unknown instance type ${type}${near ? `: did you mean ${near}.${size}?` : ""}`;
  }
  if (!sizes.test(size)) {
    const near = nearest(size, commonSizes);
    return `unknown size in instance type ${type}${near ? `: did you mean ${family}.${near}?` : ""}`;
  }
  return undefined;
}

function mixtures(types: readonly string[]): readonly string[] {
  return (["arch", "accelerator"] as const).flatMap((trait) => {
    const kinds = new Map(types.flatMap((type) => (instanceFamilies[familyOf(type)] ? [[factsOf(type)[trait] ?? "none", type]] : [])));
    if (kinds.size < 2) return [];
    const found = [...kinds].map(([kind, type]) => `${type} (${kind})`).join(", ");
    return [`instance types of one pool must have one ${traitNames[trait]}, found ${found}: make a pool for each`];
  });
}

const traitNames = { arch: "CPU architecture", accelerator: "kind of accelerator" };
const commonSizes = [
  "nano",
  "micro",
  "small",
  "medium",
  "large",
  "xlarge",
  ...[2, 4, 8, 12, 16, 24, 32, 48].map((n) => `${n}xlarge`),
  "metal",
];

function familyOf(type: string): string {
  return type.split(".")[0] ?? "";
}

function factsOf(type: string): InstanceFamilyFacts {
  const facts = instanceFamilies[familyOf(type)];
  if (!facts) throw new Error(`no facts about instance type ${type}`);
  return facts;
}
