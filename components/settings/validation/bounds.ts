import type { Path } from "./invalid";

/** Enough for thousands of pools and teams, and little enough to find all errors within about a second. */
export const bounds = { entries: 5_000, values: 200_000, characters: 2_000_000, depth: 40 };

/** Maximum number of characters of JSON: longer text exceeds the limits above, and parsing it takes seconds. */
export const longestJson = 4 * bounds.characters;

/** Why a section is too large, and where; undefined if it is not. Not recursive, because the nesting may be too deep. */
export function excess(section: unknown): { readonly path: Path; readonly message: string } | undefined {
  const waiting: { readonly value: unknown; readonly path: Path }[] = [{ value: section, path: [] }];
  let values = 0;
  let characters = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    values += 1;
    if (typeof value === "string") characters += value.length;
    if (values > bounds.values) return { path: [], message: `expected at most ${bounds.values} values; ${split}` };
    if (characters > bounds.characters) return { path: [], message: `expected at most ${bounds.characters} characters; ${split}` };
    if (typeof value !== "object" || value === null) continue;
    if (path.length >= bounds.depth)
      return { path: path.slice(0, 1), message: `expected at most ${bounds.depth} levels of maps and lists; reduce the nesting` };
    const count = Array.isArray(value) ? value.length : Object.keys(value).length;
    if (count > bounds.entries) {
      const what = Array.isArray(value) ? "items of a list" : "entries of a map";
      return { path, message: `expected at most ${bounds.entries} ${what}, found ${count}; ${split}` };
    }
    const entries: [PropertyKey, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    for (const [key, inner] of entries) {
      if (typeof key === "string") characters += key.length;
      waiting.push({ value: inner, path: [...path, key] });
    }
  }
  return undefined;
}

const split = "remove entries, or split the stack";
