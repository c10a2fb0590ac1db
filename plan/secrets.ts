import { Reference, Secret, type Value } from "./types";

/** Secrets shorter than this are too common as words to be looked for inside other text. */
export const shortestMasked = 8;

/** All secret texts within a value. What else is secret, such as all values of a chart, holds too many common words to be looked for. */
export function secretsIn(value: Value): string[] {
  if (value === null || typeof value !== "object" || value instanceof Reference) return [];
  if (value instanceof Secret) return typeof value.value === "string" && value.value.length >= shortestMasked ? [value.value] : [];
  return Object.values(value).flatMap(secretsIn);
}
