import type { Confidence } from "./cost";

/** A price, or why there is none. */
export type Price = { readonly value: number; readonly confidence: Confidence } | { readonly missing: string };

export function priced(value: number, confidence: Confidence): Price {
  return { value, confidence };
}

export function estimated(value: number): Price {
  return { value, confidence: "estimate" };
}

export function missing(reason: string): Price {
  return { missing: reason };
}
