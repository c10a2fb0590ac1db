// Converts values between the engine's wire form (sdk/go/common/resource/properties.go in pulumi/pulumi) and plain JavaScript.
// Assets and archives keep their wire form, which the state of a deployment has too.
import { isRecord } from "../../components/util/is-record";
import { mapValues } from "../../components/util/map-values";
import { Reference, Secret, UNKNOWN, type Value, type Values } from "../types";
import { loadClassOf } from "./lazy-modules";

export type Wire = null | boolean | number | string | Wire[] | WireObject;
export interface WireObject {
  [key: string]: Wire;
}

export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
/** A value with its dependencies: `value` (absent: unknown), `secret`, `dependencies`. */
export const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function decode(wire: Wire): Value {
  if (wire === UNKNOWN_TEXT) return UNKNOWN;
  if (wire === null || typeof wire !== "object") return wire;
  if (Array.isArray(wire)) return wire.map(decode);
  switch (wire[SIGNATURE]) {
    case SECRET:
      return new Secret(decode(wire.value ?? null));
    case REFERENCE:
      return new Reference(String(wire.urn), wire.id === undefined ? undefined : decode(wire.id || UNKNOWN_TEXT));
    case OUTPUT: {
      const value = wire.value === undefined ? UNKNOWN : decode(wire.value);
      return wire.secret === true ? new Secret(value) : value;
    }
    default:
      return decodeAll(wire);
  }
}

export function decodeAll(wire: WireObject): Values {
  const values: Record<string, Value> = {};
  for (const key in wire) values[key] = decode(wire[key]!);
  return values;
}

export function encode(value: Value): Wire {
  if (value === null || typeof value !== "object") return typeof value === "symbol" ? UNKNOWN_TEXT : value;
  if (value instanceof Secret) return { [SIGNATURE]: SECRET, value: encode(value.value) };
  if (value instanceof Reference) {
    const { urn, id } = value;
    loadClassOf(urn);
    return { [SIGNATURE]: REFERENCE, urn, ...(id === undefined ? {} : { id: id === UNKNOWN ? "" : encode(id) }) };
  }
  if (Array.isArray(value)) return value.map(encode);
  return encodeAll(value as Values);
}

export function encodeAll(values: Values): WireObject {
  const wire: WireObject = {};
  for (const key in values) if (values[key] !== undefined) wire[key] = encode(values[key]!);
  return wire;
}

export function hasSecret(value: Value): boolean {
  if (value === null || typeof value !== "object") return false;
  if (value instanceof Secret) return true;
  if (Array.isArray(value)) return value.some(hasSecret);
  return isRecord(value) && Object.values(value).some(hasSecret);
}

/** The value without secret wrappers, at any depth. */
export function reveal(value: Value): Value {
  if (value instanceof Secret) return reveal(value.value);
  if (!hasSecret(value)) return value;
  return Array.isArray(value) ? value.map(reveal) : revealAll(value as Values);
}

export function revealAll(values: Values): Values {
  return mapValues(values, (_, value) => reveal(value));
}

/** Marks outputs that echo a secret input as secret (annotateSecrets in pkg/resource/plugin/provider_plugin.go). */
export function hideEchoes(outputs: Values, inputs: Values): Values {
  const hidden: Record<string, Value> = { ...outputs };
  for (const [key, input] of Object.entries(inputs)) {
    const output = outputs[key];
    if (output === undefined || output instanceof Secret || !hasSecret(input)) continue;
    hidden[key] = isRecord(output) && isRecord(input) ? hideEchoes(output, input) : new Secret(output);
  }
  return hidden;
}
