import { nearby } from "../../../util/did-you-mean";
import { isRecord } from "../../../util/is-record";
import type { Values } from "../../addon";

/** Type of a value in the schema of an EKS add-on: of maps all keys, or one type for all of its entries. */
export type ValueType = "string" | "integer" | "boolean" | "list" | "any" | { readonly each: ValueType } | { readonly keys: ValueTypes };

export interface ValueTypes {
  readonly [key: string]: ValueType;
}

const amounts = { keys: { cpu: "string", memory: "string" } } as const;

/** Resource requests and limits, whose amounts the add-ons' schemas accept only as strings. */
export const resourceTypes = { keys: { limits: amounts, requests: amounts } } as const;

/**
 * The first of a user's `values` that EKS would reject, because the add-on's schema has another type. Newer versions know more keys than we do, so
 * an unknown key is rejected only if it looks like a known one.
 */
export function valueIssue(values: Values, types: ValueTypes): string | undefined {
  return mapIssue(values, types, ["values"]);
}

function mapIssue(map: Values, types: ValueTypes, path: readonly string[]): string | undefined {
  for (const [key, value] of Object.entries(map)) {
    const type = Object.hasOwn(types, key) ? types[key]! : undefined;
    const near = type === undefined ? nearby(key, Object.keys(types)) : [];
    const at = [...path, key];
    if (near.length > 0) return `\`${at.join(".")}\`: the EKS add-on does not know this key; did you mean ${near.join(" or ")}?`;
    const wrong = type === undefined ? undefined : typeIssue(value, type, at);
    if (wrong) return wrong;
  }
  return undefined;
}

function typeIssue(value: unknown, type: ValueType, path: readonly string[]): string | undefined {
  if (value === hidden || type === "any") return undefined;
  const place = `\`${path.join(".")}\`: the EKS add-on accepts only`;
  if (typeof type === "object") {
    if (!isRecord(value)) return `${place} a map, found ${JSON.stringify(value)}`;
    if ("keys" in type) return mapIssue(value, type.keys, path);
    return Object.entries(value).flatMap(([key, each]) => typeIssue(each, type.each, [...path, key]) ?? [])[0];
  }
  if (fits[type](value)) return undefined;
  const written = type === "string" && !isRecord(value) && !Array.isArray(value) ? `; write "${String(value)}"` : "";
  return `${place} ${plural[type]}, found ${JSON.stringify(value)}${written}`;
}

/** What the offline plan reads in place of an encrypted value. */
const hidden = "[secret]";

const fits: Readonly<Record<Extract<ValueType, string>, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  integer: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
  list: Array.isArray,
  any: () => true,
};

const plural = { string: "strings", integer: "whole numbers", boolean: "true or false", list: "a list" } as const;
