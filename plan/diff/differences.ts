import { isRecord } from "../../components/util/is-record";
import { isList, Reference, Secret, UNKNOWN, type Value } from "../types";
import type { Path } from "./paths";

/** One property that differs; undefined on a side that lacks it. */
export interface Difference {
  readonly path: Path;
  readonly from: Value | undefined;
  readonly to: Value | undefined;
}

/** All differences between two values, at the deepest paths; a list of scalars counts as a whole. */
export function differences(from: Value | undefined, to: Value | undefined, path: Path = []): Difference[] {
  if (same(from, to)) return [];
  if (isRecord(from) && isRecord(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
    return keys.flatMap((key) => differences(from[key], to[key], [...path, key]));
  }
  if (isObjects(from) && isObjects(to)) {
    const indexes = Array.from({ length: Math.max(from.length, to.length) }, (_, at) => at);
    return indexes.flatMap((at) => differences(from[at], to[at], [...path, at]));
  }
  return [{ path, from, to }];
}

function same(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b || a === UNKNOWN || b === UNKNOWN) return true; // unknown values cannot be compared
  if (a instanceof Secret && b instanceof Secret) return same(a.value, b.value);
  if (a instanceof Reference && b instanceof Reference) return a.urn === b.urn;
  if (a instanceof Reference && typeof b === "string") return b === a.urn || b === a.id; // a document prints a reference as its URN
  if (b instanceof Reference && typeof a === "string") return same(b, a);
  if (isOpaque(a) || isOpaque(b) || a === undefined || b === undefined) return false;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, at) => same(item, b[at]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
}

function isOpaque(value: Value | undefined): boolean {
  return value instanceof Secret || value instanceof Reference;
}

function isObjects(value: Value | undefined): value is readonly Value[] {
  return value !== undefined && isList(value) && value.length > 0 && value.every(isRecord);
}
