// Combinations of valid options that Karpenter or EC2 would reject: rules of the CRDs that are not in their schemas.
import { instanceFamilies, notForNodes } from "../../../reference/instance-families";
import { didYouMean, listed } from "../../../util/did-you-mean";
import { architecturesOf, familiesOf } from "./instances";

/** Why no node can be of a family, or nothing. */
export function familyIssue(family: string): string | undefined {
  if (notForNodes.includes(family)) return `${family} is not supported for nodes`;
  if (Object.hasOwn(instanceFamilies, family)) return undefined;
  return `expected an instance family such as m7g, found ${JSON.stringify(family)}${didYouMean(family, Object.keys(instanceFamilies))}`;
}

/** Why a Karpenter node cannot have a label, or nothing. */
export function restrictedLabel(key: string): string | undefined {
  const domain = key.includes("/") ? key.slice(0, key.indexOf("/")) : "";
  const own = domain.endsWith("karpenter.sh") || domain.endsWith("karpenter.k8s.aws");
  return own ? `Karpenter sets the labels of ${domain} itself; select instances by \`requirements\`` : undefined;
}

interface Requirement {
  readonly operator: string;
  readonly values: readonly string[];
  readonly minValues?: number;
}

/** Why a requirement is invalid, or nothing. */
export function requirementIssue({ operator, values, minValues }: Requirement): string | undefined {
  if (operator === "In" && values.length === 0) return "`operator: In` needs `values`";
  if (["Exists", "DoesNotExist"].includes(operator) && values.length > 0) return `\`operator: ${operator}\` takes no \`values\``;
  const single = values.length === 1 && /^[0-9]+$/.test(values[0]!);
  if (["Gt", "Lt", "Gte", "Lte"].includes(operator) && !single) return `\`operator: ${operator}\` needs one number in \`values\``;
  return operator === "In" && (minValues ?? 0) > values.length ? "`minValues` is greater than the number of `values`" : undefined;
}

/** Why a budget is invalid, or nothing. */
export function budgetIssue({ schedule, duration }: { readonly schedule?: string; readonly duration?: string }): string | undefined {
  if ((schedule === undefined) === (duration === undefined)) return undefined;
  return schedule === undefined ? "`duration` requires a `schedule`, its start" : "`schedule` requires a `duration`";
}

interface Instances {
  readonly families?: readonly string[];
  readonly instanceTypes?: readonly string[];
  readonly architectures?: readonly string[];
  readonly capacityTypes: readonly string[];
  readonly reservations?: readonly string[] | undefined;
}

/** Why a pool would never start an instance, or nothing. */
export function poolIssue(pool: Instances): string | undefined {
  const { architectures } = pool;
  if (pool.capacityTypes.includes("reserved") !== (pool.reservations !== undefined)) {
    return pool.reservations === undefined
      ? "`capacityTypes` with `reserved` needs `reservations`: without the id of a capacity reservation nothing starts in one; add it, or remove `reserved`"
      : "`reservations` needs `reserved` in `capacityTypes`; add it there, or remove the reservations";
  }
  const own: readonly string[] = architecturesOf(familiesOf(pool));
  if (!architectures || own.length === 0 || own.some((architecture) => architectures.includes(architecture))) return undefined;
  return `starts nothing: its instance types are ${listed(own)}, its \`architectures\` ${listed(architectures)}; remove one of the two`;
}
