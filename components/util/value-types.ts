import type { ValueType, ValueTypes } from "../reference/value-types";
import { isRecord } from "./is-record";

/** A key that is not among the known ones: its path, and the keys known there. */
export interface UnknownKey {
  readonly path: readonly string[];
  readonly known: readonly string[];
}

/** A value of another type than expected. */
export interface WrongType {
  readonly path: readonly string[];
  readonly expected: Extract<ValueType, string> | "map";
  readonly found: unknown;
}

/** Every key of a document that its types do not know. */
export function unknownKeys(value: unknown, types: ValueTypes, path: readonly string[] = []): UnknownKey[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const type = Object.hasOwn(types, key) ? types[key]! : undefined;
    if (type === undefined) return [{ path: [...path, key], known: Object.keys(types) }];
    return typeof type === "object" && "keys" in type ? unknownKeys(inner, type.keys, [...path, key]) : [];
  });
}

/** Every value of a document whose type differs. Nothing stands for a missing value. */
export function wrongTypes(value: unknown, types: ValueTypes, path: readonly string[] = []): WrongType[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => (Object.hasOwn(types, key) ? typeOf(inner, types[key]!, [...path, key]) : []));
}

/** What the offline plan reads in place of an encrypted value. */
const hidden = "[secret]";

function typeOf(value: unknown, type: ValueType, path: readonly string[]): WrongType[] {
  if (type === "any" || value === null || value === undefined || value === hidden) return [];
  if (typeof type === "string") return fits[type](value) ? [] : [{ path, expected: type, found: value }];
  if (!isRecord(value)) return [{ path, expected: "map", found: value }];
  if ("keys" in type) return wrongTypes(value, type.keys, path);
  return Object.entries(value).flatMap(([key, each]) => typeOf(each, type.each, [...path, key]));
}

const fits: Readonly<Record<Exclude<Extract<ValueType, string>, "any">, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  integer: (value) => Number.isInteger(value) || typeof value === "bigint",
  boolean: (value) => typeof value === "boolean",
  list: Array.isArray,
};
