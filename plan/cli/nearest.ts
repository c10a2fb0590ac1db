import { closest, distance } from "fastest-levenshtein";

/** The valid name that a wrong one was meant to be, where one is near enough. */
export function nearest(wrong: string, valid: readonly string[]): string | undefined {
  if (valid.length === 0) return undefined;
  const best = closest(
    wrong.toLowerCase(),
    valid.map((name) => name.toLowerCase()),
  );
  if (distance(wrong.toLowerCase(), best) > Math.max(2, Math.floor(wrong.length / 3))) return undefined;
  return valid.find((name) => name.toLowerCase() === best);
}
