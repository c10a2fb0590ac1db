import { isRecord } from "./is-record";

/** The same entries, keys in the order of their character codes. */
export function sortKeys<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** JSON with keys in alphabetical order at every depth, so that the same values are the same text. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isRecord(part) ? sortKeys(part) : part));
}
