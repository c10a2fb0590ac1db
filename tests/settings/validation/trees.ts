/** Settings as they stand in a stack file. */
export type Tree = { readonly [key: string]: Tree } | readonly Tree[] | string | number | boolean | null;

/** The keys that lead to a value. */
export type Place = readonly (string | number)[];

/** The keys of every place in a tree. */
export function* placesOf(tree: Tree, above: Place = []): Iterable<Place> {
  if (above.length > 0) yield above;
  if (typeof tree !== "object" || tree === null) return;
  const entries: [string | number, Tree][] = Array.isArray(tree) ? [...tree.entries()] : Object.entries(tree);
  for (const [key, inner] of entries) yield* placesOf(inner, [...above, key]);
}

/** The value at a place; undefined if there is none. */
export function valueAt(tree: Tree, place: Place): Tree | undefined {
  return place.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key], tree) as Tree | undefined;
}

/** A tree with another value at a place, where there may be none yet. */
export function replaced(tree: Tree, [key, ...rest]: Place, value: unknown): Tree {
  if (key === undefined) return value as Tree;
  const copy = (Array.isArray(tree) ? [...tree] : { ...(tree as object) }) as Record<string | number, Tree>;
  copy[key] = replaced(copy[key]!, rest, value);
  return copy as unknown as Tree;
}

export function textOf(place: Place): string {
  return place
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .slice(1);
}

export function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}
