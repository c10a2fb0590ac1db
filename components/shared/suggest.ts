import { distance } from "fastest-levenshtein";

const fold = (text: string) => text.toLowerCase().replace(/[-_.\s]/g, "");

/**
 * The valid names nearest to a wrong one, best first; none where none is near enough to be meant.
 * A name that holds the wrong one as a whole word (`ecr` in `ecr.api`) is nearer than one with a letter changed.
 */
export function nearby(wrong: string, valid: readonly string[], most = 3): string[] {
  const sought = fold(wrong);
  const reach = sought.length < 4 ? 1 : Math.max(2, Math.floor(sought.length / 3));
  if (sought.length < 2 || sought.length > 100) return [];
  const ranked = valid
    .map((name) => ({ name, steps: name.split(/[-_.]/).includes(wrong) ? 0.5 : distance(sought, fold(name)) }))
    .filter(({ name, steps }) => steps <= reach && steps < fold(name).length)
    .sort((a, b) => a.steps - b.steps);
  return ranked
    .filter(({ steps }) => steps === ranked[0]?.steps)
    .map(({ name }) => name)
    .slice(0, most);
}

/** The valid name nearest to a wrong one, or nothing where none is near enough to be meant. */
export function nearest(wrong: string, valid: readonly string[]): string | undefined {
  return nearby(wrong, valid, 1)[0];
}

/** `; did you mean a, b or c?`, or nothing where no valid name is near. */
export function didYouMean(wrong: string, valid: readonly string[]): string {
  const names = nearby(wrong, valid);
  return names.length > 0 ? `; did you mean ${listed(names, "or")}?` : "";
}

/** `a, b and c`. */
export function listed(words: readonly string[], conjunction: "and" | "or" = "and"): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}
