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

/**
 * Differences as the provider sees them: what AWS decides where the program does not keeps its value when it is removed, and is compared with
 * AWS's value when it is added.
 * @param outputs of the resource before
 * @param computed properties that AWS decides where the program does not
 */
export function seenByProvider(all: readonly Difference[], outputs: Values, computed: readonly Path[]): Difference[] {
  return all.flatMap((difference) => {
    const { path, from, to } = difference;
    if (!computed.some((property) => property.length === path.length && isWithin(path, property))) return [difference];
    if (to === undefined) return [];
    const decided = from === undefined ? valueAt(outputs, path) : undefined;
    if (decided === undefined) return [difference];
    return differences(decided, to, path).filter((inner) => inner.to !== undefined);
  });
}
