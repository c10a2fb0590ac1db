// Durations of operations on the fake AWS, from the rows of the resource types.
import { resourceTypes } from "../../../plan/resource-types";
import { seconds } from "../../../plan/resource-types/resource-type";
import type { Durations } from "./types";

const rows = Object.entries(resourceTypes).flatMap(([type, { duration, durationOf = {} }]) => {
  const ofAnyVersion = type.replace(/^kubernetes:core:/, "kubernetes:core/v1:").replace(/^kubernetes:helm\.sh:/, "kubernetes:helm.sh/v3:");
  const variants = Object.entries(durationOf).map(([variant, taken]) => [`${ofAnyVersion}#${variant}`, taken] as const);
  return [...(duration ? [[ofAnyVersion, duration] as const] : []), ...variants];
});

/** Types without a duration take one second. */
export const durations: Durations = { "aws:": seconds(1), "kubernetes:": seconds(1), ...Object.fromEntries(rows) };

/** The duration of the longest matching type prefix. `variant` selects a row `<type>#<variant>`, if there is one. */
export function durationOf(table: Durations, type: string, op: "create" | "update" | "delete", variants: readonly string[] = []): number {
  for (const variant of variants) if (table[`${type}#${variant}`]) return table[`${type}#${variant}`]![op];
  const prefix = Object.keys(table)
    .filter((key) => type.startsWith(key))
    .sort((a, b) => b.length - a.length)[0];
  return prefix === undefined ? 0 : table[prefix]![op];
}
