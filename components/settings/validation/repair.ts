// Replaces the invalid parts of a value, so that rules which read the other parts can run.
import type { z } from "zod";
import { variants } from "./describe";
import type { Path } from "./invalid";
import { check, type SchemaIssue } from "./messages";

/** Removing a part can leave its parent without a required key, and so on. */
const mostRounds = 12;

export interface Repaired {
  readonly value: unknown;
  /** Lists that lost items: their paths in the value, and the original index of each remaining item. */
  readonly lists: readonly (readonly [path: Path, places: readonly number[]])[];
  /** Values that were removed as a whole because of issues within them. */
  readonly lost: readonly Path[];
}

/** The output value of a schema without its invalid parts and list items; a blank value if nothing remains. */
export function repaired(schema: z.ZodType, input: unknown, issues: readonly SchemaIssue[]): Repaired {
  const places: Places = new WeakMap();
  const lost: Path[] = [];
  let value = input;
  let found: readonly SchemaIssue[] | undefined = issues;
  for (let round = 0; found && round < mostRounds; round++) {
    const targets = targetsOf(value, found);
    if (round > 0) lost.push(...targets.filter((path) => typeof path.at(-1) !== "number"));
    value = targets.reduce((rest, path) => without(rest, path, places), value);
    const next = check(schema, value);
    if (!next.issues) return { value: next.value, lists: [...shortened(value, places)], lost };
    found = next.issues;
  }
  return { value: blank(schema), lists: [], lost: [[]] };
}

/** Original indexes of the remaining items of lists that lost items. */
type Places = WeakMap<object, readonly number[]>;

function* shortened(value: unknown, places: Places, path: Path = []): Iterable<readonly [Path, readonly number[]]> {
  if (typeof value !== "object" || value === null) return;
  const own = places.get(value);
  if (own) yield [path, own];
  for (const [key, inner] of Array.isArray(value) ? value.entries() : Object.entries(value))
    yield* shortened(inner, places, [...path, key]);
}

/** A value with the shape of a schema and no meaning. */
export function blank(schema: z.core.$ZodType): unknown {
  const byDefault = (schema as z.ZodType).safeParse(undefined);
  if (byDefault.success) return byDefault.data;
  const { def } = variants(schema)[0]!._zod;
  switch (def.type) {
    case "object":
      return Object.fromEntries(Object.entries(def.shape).map(([key, inner]) => [key, blank(inner)]));
    case "array":
      return [];
    case "record":
      return {};
    case "enum":
      return Object.values(def.entries)[0];
    case "literal":
      return def.values[0];
    case "number":
      return 0;
    case "boolean":
      return false;
    default:
      return "";
  }
}

/** The paths to remove so that no issue remains, in an order in which indexes stay valid. */
function targetsOf(value: unknown, issues: readonly SchemaIssue[]): Path[] {
  // a missing value cannot be removed, but its parent can
  const paths = issues.map(({ path }) => itemOf(value, has(value, path) ? path : path.slice(0, -1)));
  const targets = new Map(paths.map((path) => [textOf(path), path]));
  const outermost = [...targets.values()].filter((path) => path.every((_, depth) => !targets.has(textOf(path.slice(0, depth)))));
  return outermost.sort(laterFirst);
}

/** The path of the item, where it leads into a list. */
function itemOf(value: unknown, path: Path): Path {
  let inner = value;
  for (const [depth, key] of path.entries()) {
    if (Array.isArray(inner)) return path.slice(0, depth + 1);
    inner = (inner as Record<PropertyKey, unknown>)[key];
  }
  return path;
}

const textOf = (path: Path) => JSON.stringify(path.map(String));

function has(value: unknown, path: Path): boolean {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return false;
    inner = (inner as Record<PropertyKey, unknown>)[key];
  }
  return inner !== undefined;
}

/** Items of a list from its end, so that indexes stay valid. */
function laterFirst(one: Path, other: Path): number {
  const depth = one.findIndex((key, at) => key !== other[at]);
  const [key, its] = [one[depth], other[depth]];
  if (typeof key === "number" && typeof its === "number") return its - key;
  return String(key) < String(its) ? -1 : 1;
}

function without(value: unknown, [key, ...rest]: Path, places: Places): unknown {
  if (key === undefined || typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    const shorter = value.toSpliced(Number(key), 1);
    places.set(shorter, (places.get(value) ?? [...value.keys()]).toSpliced(Number(key), 1));
    return shorter;
  }
  const copy = { ...value } as Record<PropertyKey, unknown>;
  if (rest.length > 0 && Object.hasOwn(copy, key)) copy[key] = without(copy[key], rest, places);
  else delete copy[key];
  return copy;
}
