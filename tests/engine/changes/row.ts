// A row of the table: a change of settings, and what comes of it.
import type { BatchName } from "./batches";
import type { Op } from "./ops";
import type { Patch } from "./settings";

export interface Row {
  /** As the documentation calls the change. */
  readonly name: string;
  readonly on: BatchName;
  readonly change: Patch;
  /** All that happens, such as `~ NodeGroup eks-general`; components, and the provider of our dynamic resources, are left out. */
  readonly expected: readonly string[];
  /** What happens when it is changed back. Default: what was made goes, and all else once more. `never`: it cannot be changed back. */
  readonly back?: readonly string[] | "never";
  /** What else users must know, for the documentation. */
  readonly note?: string;
}

const backwards: Readonly<Partial<Record<string, Op>>> = { "+": "-", "-": "+" };

/** What happens when a row is changed back; nothing where it cannot be. */
export function expectedBack({ expected, back }: Row): readonly string[] {
  if (back === "never") return [];
  return back ?? expected.map((line) => line.replace(/^\S+/, (op) => backwards[op] ?? op)).sort();
}

/** Several rows at once: what is replaced is not changed in place as well. */
export function together(rows: readonly (readonly string[])[]): string[] {
  const lines = new Set(rows.flat());
  return [...lines].filter((line) => !(line.startsWith("~ ") && lines.has(line.replace("~", "+-")))).sort();
}
