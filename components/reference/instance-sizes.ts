// CPUs and memory of common instance types, by AWS's own pattern: the letter of a family tells GiB per CPU, the size the CPUs.
// Source: Amazon EC2 instance types, general purpose, compute and memory optimized (2026); other families: DescribeInstanceTypes as recorded in moto (2026-08-02).

/** What one instance offers. */
export interface InstanceSize {
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
}

const gibibytesPerCpu: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };

/** GiB for each CPU of other families. */
const others: ReadonlyMap<string, number> = new Map(
  (
    [
      [2, "a1 g5g inf1 vt1"],
      [4, "d3en g4ad g4dn g5 g6 g6f g7 im4gn inf2 m4 trn1 trn1n"],
      [6, "is4gen"],
      [8, "d3 dl1 dl2q g6e gr6 gr6f i3en i4g i4i i7i i7ie i8g i8ge p3dn z1d"],
      [32 / 3, "f2 p5 p5e p5en p6-b200 trn2"],
      [12, "p4d p4de"],
      [16, "x2gd x2idn x8g x8i"],
      [64 / 3, "p6-b300"],
      [32, "x2iedn x2iezn x8aedz"],
    ] as const
  ).flatMap(([ratio, families]) => families.split(" ").map((family) => [family, ratio] as const)),
);

/** GiB of burstable instances, which all have two CPUs up to `large`. */
const burstable: Readonly<Record<string, number>> = { nano: 0.5, micro: 1, small: 2, medium: 4, large: 8 };

/** What breaks the pattern. */
const odd = ["c5n", "p5.4xlarge"];

/** Undefined for types that are not known. */
export function instanceSize(type: string): InstanceSize | undefined {
  const [, family = "", size = ""] = /^([\w-]+)\.(\w+)$/.exec(type) ?? [];
  const cpu = cpusOf(size);
  if (cpu === undefined || odd.includes(family) || odd.includes(type)) return undefined;
  if (/^t[34]/.test(family)) return { cpu: Math.max(cpu, 2), memory: (burstable[size] ?? cpu * 4) * 2 ** 30 };
  const ratio = others.get(family) ?? (/^[cmr][5-9]/.test(family) ? gibibytesPerCpu[family[0]!] : undefined);
  return ratio === undefined ? undefined : { cpu, memory: Math.round(cpu * ratio) * 2 ** 30 };
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
