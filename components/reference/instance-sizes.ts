// CPUs and memory of common instance types, by AWS's own pattern: the letter of a family tells GiB per CPU, the size the CPUs.
// Source: Amazon EC2 instance types, general purpose, compute and memory optimized (2026).

/** What one instance offers. */
export interface InstanceSize {
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
}

const gibibytesPerCpu: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };

/** GiB of burstable instances, which all have two CPUs up to `large`. */
const burstable: Readonly<Record<string, number>> = { nano: 0.5, micro: 1, small: 2, medium: 4, large: 8 };

/** Families that break the pattern. */
const odd = ["c5n"];

/** Undefined for types that are not known. */
export function instanceSize(type: string): InstanceSize | undefined {
  const [, family = "", letter = "", size = ""] = /^((t3|t4|[cmr](?=[5-9]))[\w-]*)\.(\w+)$/.exec(type) ?? [];
  const cpu = cpusOf(size);
  if (family === "" || odd.includes(family) || cpu === undefined) return undefined;
  if (!letter.startsWith("t")) return { cpu, memory: cpu * gibibytesPerCpu[letter]! * 2 ** 30 };
  return { cpu: Math.max(cpu, 2), memory: (burstable[size] ?? cpu * 4) * 2 ** 30 };
}

function cpusOf(size: string): number | undefined {
  if (["nano", "micro", "small", "medium"].includes(size)) return 1;
  if (size === "large") return 2;
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  return times === undefined ? undefined : 4 * Number(times || 1);
}

/** The most common sizes of instance types, for suggestions. */
export const sizeNames: readonly string[] = [
  ...["nano", "micro", "small", "medium", "large", "xlarge", "metal"],
  ...[2, 4, 8, 12, 16, 24].map((times) => `${times}xlarge`),
];

/** Whether a word has the form of a size, such as `2xlarge` or `metal-24xl`. */
export function isSizeName(word: string): boolean {
  return /^(nano|micro|small|medium|large|([1-9]\d{0,2})?xlarge|metal(-[1-9]\d?xl)?)$/.test(word);
}
