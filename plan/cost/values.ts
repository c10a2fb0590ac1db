// Reads planned values. What only a deployment knows, and a secret that a document hides, is absent.
import { isRecord } from "../../components/util/is-record";
import { bare } from "../simulation/values";
import type { Value } from "../types";

type Given = Value | undefined;

export { text, texts } from "../simulation/values";

export function record(value: Given): { readonly [key: string]: Value } {
  const found = bare(value);
  return isRecord(found) ? (found as { readonly [key: string]: Value }) : {};
}

export function list(value: Given): readonly Value[] {
  const found = bare(value);
  return Array.isArray(found) ? found : [];
}

/** A number, also where it is written as text, as launch templates have it. */
export function number(value: Given): number | undefined {
  const found = bare(value);
  if (typeof found === "number") return found;
  return typeof found === "string" && /^\d+(\.\d+)?$/.test(found) ? Number(found) : undefined;
}
