import { distance } from "fastest-levenshtein";

const fold = (text: string) => text.toLowerCase().replace(/[-_.\s]/g, "");

const sorted = (text: string) => [...text].sort().join("");

/** How far a valid name is from a wrong one. One that holds it as a whole word (`ecr` in `ecr.api`) is nearer than one with a letter changed; letters that changed places count once. */
function steps(wrong: string, valid: string): number {
  if (valid.split(/[-_.]/).includes(wrong)) return 0.5;
  const [a, b] = [fold(wrong), fold(valid)];
  return a !== b && sorted(a) === sorted(b) ? 1 : distance(a, b);
}

/** Beyond so many names each wrong one would take its time, and a near one says little. */
const mostCompared = 1_000;

/** The valid names nearest to a wrong one, best first; none where none is near enough to be meant. */
export function nearby(wrong: string, valid: readonly string[], most = 3): string[] {
  const length = fold(wrong).length;
  if (length < 2 || length > 100 || valid.length > mostCompared) return [];
  const reach = length < 5 ? 1 : Math.max(2, Math.floor(length / 3));
  const ranked = valid
    .map((name) => ({ name, away: steps(wrong, name) }))
    .filter(({ away }) => away <= reach)
    .sort((a, b) => a.away - b.away);
  return ranked
    .filter(({ away }) => away === ranked[0]?.away)
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

/**
 * `; did you mean a?`, or nothing where no valid name is near: one name, found by what else users call it too.
 * @param aliases further names of valid names
 */
export function didYouMeanByAlias(
  wrong: string,
  valid: readonly string[],
  aliases: Readonly<Partial<Record<string, readonly string[]>>>,
): string {
  const known = valid.flatMap((name) =>
    [name, ...((Object.hasOwn(aliases, name) && aliases[name]) || [])].map((alias) => ({ alias, name })),
  );
  const meant =
    known.find(({ alias }) => fold(alias) === fold(wrong))?.alias ??
    nearest(
      wrong,
      known.map(({ alias }) => alias),
    );
  const found = known.find(({ alias }) => alias === meant);
  return found ? `; did you mean ${found.name}?` : "";
}

/** `a, b and c`. */
export function listed(words: readonly string[], conjunction: "and" | "or" = "and"): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}
