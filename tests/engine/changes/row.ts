// A row of the table: a change of settings and its operations.
import type { BatchName } from "./batches";
import type { Op } from "./ops";
import type { Patch } from "./settings";

export interface Row {
  /** The name of the change in the documentation. */
  readonly name: string;
  readonly on: BatchName;
  readonly change: Patch;
  /** Other changes with the same operations, by the offline plan. */
  readonly alike?: readonly Patch[];
  /** All operations, such as `~ NodeGroup eks-general`, without components and the provider of the dynamic resources. */
  readonly expected: readonly string[];
  /** The operations when it is reverted. Default: created resources are deleted, and all other operations repeat. `never`: it cannot be reverted. */
  readonly back?: readonly string[] | "never";
  /** A note for users in the documentation. */
  readonly note?: string;
}

const backwards: Readonly<Partial<Record<string, Op>>> = { "+": "-", "-": "+" };

/** The operations when a row is reverted; empty if it cannot be. */
export function expectedBack({ expected, back }: Row): readonly string[] {
  if (back === "never") return [];
  return back ?? expected.map((line) => line.replace(/^\S+/, (op) => backwards[op] ?? op)).sort();
}

/** The operations of several rows at once: a replaced resource is not updated as well. */
export function together(rows: readonly (readonly string[])[]): string[] {
  const lines = new Set(rows.flat());
  return [...lines].filter((line) => !(line.startsWith("~ ") && lines.has(line.replace("~", "+-")))).sort();
}
