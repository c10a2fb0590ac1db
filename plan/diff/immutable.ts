import type { Values } from "../types";
import { type Difference, differences } from "./differences";
import { isAncestorOf, isWithin, type Path, valueAt } from "./paths";

/**
 * Properties that a resource of a type cannot change in place, from the former inputs to the new ones, as paths; `*` stands for any key.
 */
export type ReplacedBy = (type: string, was?: Values, now?: Values) => readonly string[];

/** Whether a difference affects a property that cannot change in place. */
export function forces({ path, from, to }: Difference, immutable: readonly Path[]): boolean {
  return immutable.some((pattern) => {
    if (isWithin(path, pattern)) return true;
    if (!isAncestorOf(path, pattern)) return false;
    const below = pattern.slice(path.length);
    return below.includes("*") || differences(from && valueAt(from, below), to && valueAt(to, below)).length > 0;
  });
}

/** Whether a difference removes a property that can only be added in place. */
export function removes({ path, to }: Difference, lasting: readonly Path[]): boolean {
  return to === undefined && lasting.some((pattern) => isWithin(pattern, path));
}

/** Whether a difference removes a property that then keeps its value. */
export function isKept({ path, to }: Difference, kept: readonly string[]): boolean {
  return to === undefined && path.length === 1 && kept.includes(String(path[0]));
}
