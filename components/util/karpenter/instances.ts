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

/** Accelerators that instances of a pool may have. */
export function acceleratorsOf(pool: Instances & { readonly categories?: readonly string[] }): readonly Accelerator[] {
  const byFamily = familiesOf(pool).flatMap((family) => instanceFamilies[family]?.accelerator ?? []);
  return [...byFamily, ...(pool.categories ?? []).flatMap((category) => categories[category] ?? [])];
}
