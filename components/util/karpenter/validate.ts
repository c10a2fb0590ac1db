// Combinations of valid options that Karpenter or EC2 would reject: rules of the CRDs that are not in their schemas.
import { instanceFamilies, notForNodes } from "../../reference/instance-families";
import { type InstanceSize, instanceSize, isSizeName, sizeNames } from "../../reference/instance-sizes";
import { didYouMean, listed, nearby } from "../did-you-mean";
import { keyError, valueError } from "../kubernetes-names";
import { amountOf } from "../quantities";
import { outdated, reach } from "./generations";
import { architecturesOf, familiesOf, familyOf } from "./instances";
import { defaultLimits } from "./node-pool-spec";

/** Why no node can be of a family, or nothing. One that is not in the table may be newer: `unknownFamilies`. */
export function familyIssue(family: string): string | undefined {
  return notForNodes.includes(family) ? `${family} is not supported for nodes; choose another family such as m7g` : undefined;
}

/** Why an instance type cannot be used, or nothing. */
export function typeIssue(type: string): string | undefined {
  const family = familyOf(type);
  const size = type.slice(family.length + 1);
  if (isSizeName(size) || !Object.hasOwn(instanceFamilies, family)) return familyIssue(family);
  return `unknown instance type ${JSON.stringify(type)}${didYouMean(
    type,
    nearby(size, sizeNames).map((near) => `${family}.${near}`),
  )}`;
}

/** Families of a pool that are not in the table of instance families. */
export function unknownFamilies(pool: Pick<Instances, "families" | "instanceTypes">): readonly string[] {
  return [...new Set(familiesOf(pool).filter((family) => !Object.hasOwn(instanceFamilies, family) && !notForNodes.includes(family)))];
}

/** Why a Karpenter node cannot have a label, or nothing. */
export function restrictedLabel(key: string): string | undefined {
  const domain = key.includes("/") ? key.slice(0, key.indexOf("/")) : "";
  const own = domain.endsWith("karpenter.sh") || domain.endsWith("karpenter.k8s.aws");
  if (key === "kubernetes.io/hostname") return "Kubernetes gives each node its own; use another label";
  return own ? `Karpenter sets the labels of ${domain} itself; select instances by \`requirements\`` : undefined;
}

/** Labels that Karpenter decides for each node. */
const restrictedKeys = ["karpenter.sh/nodepool", "kubernetes.io/hostname"];

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly minValues?: number;
}

/** Why a requirement is invalid, or nothing. */
export function requirementIssue({ key, operator, values, minValues }: Requirement): string | undefined {
  const error = keyError(key) ?? (restrictedKeys.includes(key) ? `Karpenter accepts no requirement for ${key}; remove it` : undefined);
  if (error) return error;
  if (operator === "In" && values.length === 0) return "`operator: In` needs `values`; add them";
  if (["Exists", "DoesNotExist"].includes(operator) && values.length > 0)
    return `\`operator: ${operator}\` takes no \`values\`; remove them`;
  const single = values.length === 1 && /^[0-9]+$/.test(values[0]!);
  if (["Gt", "Lt", "Gte", "Lte"].includes(operator) && !single)
    return `\`operator: ${operator}\` needs one number in \`values\`; write one`;
  if (operator === "In" && (minValues ?? 0) > values.length)
    return "`minValues` is greater than the number of `values`; lower it, or add values";
  return values.map(valueError).find(Boolean);
}

/** Why a budget is invalid, or nothing. */
export function budgetIssue({ schedule, duration }: { readonly schedule?: string; readonly duration?: string }): string | undefined {
  if ((schedule === undefined) === (duration === undefined)) return undefined;
  return schedule === undefined ? "`duration` requires a `schedule`, its start; add it" : "`schedule` requires a `duration`; add it";
}

/** Why taints of a pool are invalid, or nothing. */
export function taintsIssue(taints: readonly { readonly key: string; readonly effect: string }[]): string | undefined {
  const names = taints.map(({ key, effect }) => `${key} with ${effect}`);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice && `${twice} is a duplicate entry; remove one`;
}

interface Instances {
  readonly families?: readonly string[];
  readonly instanceTypes?: readonly string[];
  readonly architectures?: readonly string[];
  readonly categories?: readonly string[];
  readonly minGeneration?: number;
  readonly capacityTypes: readonly string[];
  readonly reservations?: readonly string[] | undefined;
}

/** Why a pool would never start an instance, each or nothing. */
export const instanceChecks: readonly ((pool: Instances) => string | undefined)[] = [categoryIssue, reservationIssue, architectureIssue];

function categoryIssue({ categories, minGeneration = 0 }: Instances): string | undefined {
  const old = outdated(categories, minGeneration);
  if (old !== undefined && categories?.every((category) => !reach([category], minGeneration)))
    return `starts nothing: category ${old} has no instances of generation ${minGeneration} or newer; lower \`minGeneration\`, or remove it`;
  return undefined;
}

function reservationIssue({ capacityTypes, reservations }: Instances): string | undefined {
  if (capacityTypes.includes("reserved") === (reservations !== undefined)) return undefined;
  return reservations === undefined
    ? "`capacityTypes` with `reserved` needs `reservations`: without the id of a capacity reservation nothing starts in one; add it, or remove `reserved`"
    : "`reservations` needs `reserved` in `capacityTypes`; add it there, or remove the reservations";
}

function architectureIssue(pool: Instances): string | undefined {
  const { architectures } = pool;
  const own: readonly string[] = architecturesOf(familiesOf(pool));
  const [unknown] = architectures ? [] : unknownFamilies(pool);
  if (unknown !== undefined) {
    const near = didYouMean(unknown, Object.keys(instanceFamilies));
    return `unknown instance family ${JSON.stringify(unknown)}${near || ";"} ${near ? "If" : "if"} the family is new, set \`architectures\``;
  }
  if (!architectures || own.length === 0 || own.some((architecture) => architectures.includes(architecture))) return undefined;
  return `starts nothing: its instance types are ${listed(own)}, its \`architectures\` ${listed(architectures)}; remove one of the two`;
}

interface Issue {
  readonly path: readonly string[];
  readonly message: string;
}

interface StaticPool {
  readonly replicas?: number | undefined;
  readonly weight?: number | undefined;
  readonly limits?: { readonly cpu?: unknown; readonly memory?: unknown; readonly nodes?: number | undefined } | undefined;
}

/** What a pool with a fixed number of nodes cannot have. Source: rules of the NodePool CRD (1.14). */
export const staticPoolChecks: readonly ((pool: StaticPool) => Iterable<Issue>)[] = [
  function* ({ replicas, weight }) {
    if (replicas !== undefined && weight !== undefined)
      yield { path: ["weight"], message: "a pool with a fixed number of nodes (`replicas`) is not chosen for pods; remove one of the two" };
  },
  ...(["cpu", "memory"] as const).map(
    (key) =>
      function* ({ replicas, limits }: StaticPool) {
        if (replicas !== undefined && limits?.[key] !== undefined)
          yield { path: ["limits", key], message: "a pool with a fixed number of nodes (`replicas`) can limit `nodes` alone; remove it" };
      },
  ),
  function* ({ replicas, limits }) {
    if (replicas !== undefined && limits?.nodes !== undefined && limits.nodes < replicas)
      yield { path: ["limits", "nodes"], message: `expected at least ${replicas}, the number of \`replicas\`, found ${limits.nodes}` };
  },
];

interface LimitedPool extends StaticPool {
  readonly instanceTypes?: readonly string[] | undefined;
}

/** Limits below which Karpenter starts none of a pool's instance types, those that a pool has by default among them. */
export function* limitIssues(pool: LimitedPool): Iterable<{ readonly path: readonly string[]; readonly message: string }> {
  const { instanceTypes = [], replicas, limits } = pool;
  const sizes = instanceTypes.map(instanceSize);
  if (sizes.length === 0 || replicas !== undefined) return;
  const { cpu, memory } = { ...defaultLimits, ...limits } as { readonly cpu: number | string; readonly memory: number | string };
  for (const [key, limit, unit, inUnits] of [
    ["cpu", cpu, "vCPUs", ({ cpu }: InstanceSize) => cpu],
    ["memory", memory, "GiB", ({ memory }: InstanceSize) => memory / 2 ** 30],
  ] as const) {
    const most = amountOf(`${limit}`) / (key === "memory" ? 2 ** 30 : 1);
    const least = Math.min(...sizes.map((size) => (size ? inUnits(size) : 0)));
    if (least <= most) continue;
    const stated = limits?.[key] === undefined ? "the default limit" : "the limit";
    yield {
      path: ["limits", key],
      message: `starts nothing: ${listed(instanceTypes)} ${instanceTypes.length > 1 ? "have" : "has"} at least ${least} ${unit}, and ${stated} of all nodes together is ${limit}; raise it`,
    };
  }
}
