// What stands in for a value that is invalid in part, so that rules which need the rest can run.
import type { z } from "zod";
import { variants } from "./describe";
import type { Path } from "./invalid";
import { check, type Fault } from "./messages";

/** Removing something can leave what holds it without a key that it needs, and so on outward. */
const mostRounds = 12;

/** The value of a schema's output without what is at fault; where nothing is left, a blank one. */
export function repaired(schema: z.ZodType, input: unknown, faults: readonly Fault[]): unknown {
  let value = input;
  let found: readonly Fault[] | undefined = faults;
  for (let round = 0; found && round < mostRounds; round++) {
    value = withoutAll(value, found);
    const next = check(schema, value);
    if (!next.faults) return next.value;
    found = next.faults;
  }
  return blank(schema);
}

/** A value of a schema's shape that says nothing. */
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

function withoutAll(value: unknown, faults: readonly Fault[]): unknown {
  // what is missing cannot be removed, but what lacks it can
  const targets = new Map(faults.map(({ path }) => (has(value, path) ? path : path.slice(0, -1))).map((path) => [textOf(path), path]));
  const outermost = [...targets.values()].filter((path) => path.every((_, depth) => !targets.has(textOf(path.slice(0, depth)))));
  return outermost.sort(laterFirst).reduce(without, value);
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

/** Items of a list from its end, so that places stay. */
function laterFirst(one: Path, other: Path): number {
  const depth = one.findIndex((key, at) => key !== other[at]);
  const [key, its] = [one[depth], other[depth]];
  if (typeof key === "number" && typeof its === "number") return its - key;
  return String(key) < String(its) ? -1 : 1;
}

function without(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined || typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    const at = Number(key);
    return rest.length > 0 ? value.with(at, without(value[at], rest)) : value.toSpliced(at, 1);
  }
  const copy = { ...value } as Record<PropertyKey, unknown>;
  if (rest.length > 0 && Object.hasOwn(copy, key)) copy[key] = without(copy[key], rest);
  else delete copy[key];
  return copy;
}
