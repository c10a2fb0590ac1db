// Durations of operations on the fake AWS: the typical ones, unless a test sets others.
import { typicalSeconds } from "../../../components/reference/durations";
import type { Durations } from "./types";

/** The duration that a test set for the longest matching type prefix, or else the typical one. */
export function secondsOf(
  set: Durations | undefined,
  type: string,
  op: "create" | "update" | "delete",
  variants: readonly string[] = [],
): number {
  const [prefix] = Object.keys(set ?? {})
    .filter((key) => type.startsWith(key))
    .sort((a, b) => b.length - a.length);
  return prefix === undefined ? typicalSeconds(type, op, variants) : set![prefix]![op];
}
