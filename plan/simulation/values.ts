// Helpers for plan values.
import { createHash } from "node:crypto";
import { isRecord } from "../../components/util/is-record";
import { mapValues } from "../../components/util/map-values";
import { isList, Reference, Secret, SimulationError, UNKNOWN, type Value, type Values } from "../types";

/** The value inside any number of secret wrappers. */
export function bare(value: Value | undefined): Value | undefined {
  return value instanceof Secret ? bare(value.value) : value;
}

/** A value without secret wrappers at any depth, and with IDs in place of resources: the form that providers get. */
export function plain(value: Value): Value {
  if (value instanceof Secret) return plain(value.value);
  if (value instanceof Reference) return value.id === undefined ? value : plain(value.id);
  if (isList(value)) return value.map(plain);
  return isRecord(value) ? plainValues(value) : value;
}

export function plainValues(values: Values): Values {
  return mapValues(values, (_, value) => plain(value));
}

/** The values without undefined ones. */
export function present(values: Readonly<Record<string, Value | undefined>>): Values {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

/** The value as a string; undefined if it is absent or unknown. */
export function text(value: Value | undefined): string | undefined {
  const found = bare(value);
  if (found instanceof Reference) return text(found.id);
  return typeof found === "string" ? found : undefined;
}

export function texts(value: Value | undefined): readonly string[] {
  const found = bare(value);
  return isList(found) ? found.flatMap((item) => text(item) ?? []) : [];
}

/** Whether the value contains something that only a deployment knows. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (value instanceof Secret) return hasUnknown(value.value);
  if (isList(value)) return value.some(hasUnknown);
  return isRecord(value) && Object.values(value).some(hasUnknown);
}

/** Placeholder of UNKNOWN inside strings during the simulation of a resource. */
const veiled = "\u0000unknown\u0000";

/** Replaces each UNKNOWN with a marked string, so that IDs and ARNs can be formed from it. */
export function veil<T extends Value>(value: T): T {
  return hasUnknown(value) ? (replace(value, (leaf) => (leaf === UNKNOWN ? veiled : leaf)) as T) : value;
}

/** Replaces each string that contains a marked one with UNKNOWN. */
export function unveil<T extends Value>(value: T): T {
  return replace(value, (leaf) => (typeof leaf === "string" && leaf.includes(veiled) ? UNKNOWN : leaf)) as T;
}

function replace(value: Value, leaf: (value: Value) => Value): Value {
  if (isList(value)) return value.map((item) => replace(item, leaf));
  if (isRecord(value)) return mapValues(value, (_, item) => replace(item, leaf));
  return leaf(value);
}

/** Hexadecimal digits that depend on the seed alone. */
export function hex(seed: string, digits: number): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, digits);
}

/** A number from 0 up to below `limit` that depends on the seed alone. */
export function number(seed: string, limit: number): number {
  return Number.parseInt(hex(seed, 8), 16) % limit;
}

/** The type of the resource that a URN names. */
export function typeOf(urn: string): string {
  return urn.split("::").at(-2)?.split("$").at(-1) ?? urn;
}

/** Throws a SimulationError. */
export function refuse(message: string): never {
  throw new SimulationError(message);
}
