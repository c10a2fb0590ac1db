import { type Accelerator, type Architecture, instanceFamilies } from "../../reference/instance-families";

/** Kubernetes name of an architecture. */
const spelling: Readonly<Record<Architecture, "amd64" | "arm64">> = { x86_64: "amd64", arm64: "arm64" };

export function familyOf(instanceType: string): string {
  return instanceType.slice(0, instanceType.lastIndexOf("."));
}

/** Requirements of a pool for its instance types. */
interface Instances {
  readonly families?: readonly string[];
  readonly instanceTypes?: readonly string[];
}

export function familiesOf({ families = [], instanceTypes = [] }: Instances): readonly string[] {
  return [...families, ...instanceTypes.map(familyOf)];
}

export function architecturesOf(families: readonly string[]): ("amd64" | "arm64")[] {
  const found = families.flatMap((family) => instanceFamilies[family] ?? []).map(({ arch }) => spelling[arch]);
  return [...new Set(found)].sort();
}

/** Node pools of a stack, by key. */
type NodePools = Readonly<Record<string, { readonly instanceTypes: readonly string[] }>>;

/** CPU architectures of a pool that names none: those of its own instance types, else those of the stack's node pools, else amd64. */
export function defaultArchitectures(pool: Instances, nodePools: NodePools): readonly ("amd64" | "arm64")[] {
  const own = architecturesOf(familiesOf(pool));
  if (own.length > 0) return own;
  const others = architecturesOf(Object.values(nodePools).flatMap(({ instanceTypes }) => instanceTypes.map(familyOf)));
  return others.length > 0 ? others : ["amd64"];
}

const categories: Readonly<Record<string, Accelerator>> = { g: "nvidia", p: "nvidia", inf: "neuron", trn: "neuron" };

/** What of a pool says which accelerators its instances have. */
interface Accelerated extends Instances {
  readonly categories?: readonly string[];
  readonly requirements?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

/** Accelerators that a value of a label means, by the name of the label without its domain. */
const byLabel: Readonly<Record<string, (value: string) => readonly Accelerator[]>> = {
  "instance-category": (category) => (Object.hasOwn(categories, category) ? [categories[category]!] : []),
  "instance-family": ofFamily,
  "instance-type": (type) => ofFamily(familyOf(type)),
  "instance-gpu-manufacturer": (manufacturer) => (manufacturer === "nvidia" ? ["nvidia"] : []),
  "instance-gpu-name": (gpu) => (gpu.startsWith("radeon") ? [] : ["nvidia"]),
  "instance-accelerator-manufacturer": (manufacturer) => (manufacturer === "aws" ? ["neuron"] : []),
  "instance-accelerator-name": (accelerator) => (/^(inferentia|trainium)/.test(accelerator) ? ["neuron"] : []),
};

function ofFamily(family: string): readonly Accelerator[] {
  return instanceFamilies[family]?.accelerator === undefined ? [] : [instanceFamilies[family].accelerator];
}

/** What a pool names, by requirement: the accelerators of each value. */
function namedAccelerators({ requirements = [], ...pool }: Accelerated): (readonly Accelerator[])[][] {
  const named = requirements.flatMap(({ key, operator, values = [] }) => {
    const label = key.slice(key.indexOf("/") + 1);
    return operator === "In" && Object.hasOwn(byLabel, label) ? [values.map(byLabel[label]!)] : [];
  });
  return [familiesOf(pool).map(ofFamily), (pool.categories ?? []).map(byLabel["instance-category"]!), ...named];
}

/** Accelerators that instances of a pool may have, by what its settings name. */
export function acceleratorsOf(pool: Accelerated): readonly Accelerator[] {
  return [...new Set(namedAccelerators(pool).flat(2))];
}

/** Whether all instances of a pool have NVIDIA GPUs, or some, or none, by what its settings name. */
export function nvidiaShare(pool: Accelerated): "all" | "some" | "none" {
  const named = namedAccelerators(pool).map((values) => values.map((accelerators) => accelerators.includes("nvidia")));
  if (named.some((values) => values.length > 0 && values.every(Boolean))) return "all";
  return named.flat().includes(true) ? "some" : "none";
}
