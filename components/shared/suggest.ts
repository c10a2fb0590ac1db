import { closest, distance } from "fastest-levenshtein";

/** The valid name nearest to a wrong one, or nothing where none is near enough to be meant. */
export function nearest(wrong: string, valid: readonly string[]): string | undefined {
  if (valid.length === 0) return undefined;
  const fold = (text: string) => text.toLowerCase().replace(/[-_.\s]/g, "");
  const best = closest(fold(wrong), valid.map(fold));
  const near = distance(fold(wrong), best) <= Math.max(2, Math.floor(wrong.length / 3));
  return near ? valid.find((name) => fold(name) === best) : undefined;
}
