import { isRecord } from "./is-record";

/** A map without the entries that are null, at any depth. Items of lists stay. */
export function withoutNulls(map: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(map).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, isRecord(value) ? withoutNulls(value) : value]));
}
