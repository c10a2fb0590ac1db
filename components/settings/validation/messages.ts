import { z } from "zod";
import { didYouMean, listed, nearby } from "../../util/did-you-mean";
import { pathOf } from "../../util/settings-error";
import { choices, expected, shown, variants } from "./describe";

type Schema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** One fault that a schema found: where below its root, and in which words. */
export interface SchemaIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** How to mend wrong values that a schema knows by sight. Inherited by what is derived from the schema. */
export const hints = z.registry<{ readonly mend: (value: unknown) => string | undefined }>();

const yamlBooleans: Readonly<Record<string, string>> = { true: "true", yes: "true", on: "true", false: "false", no: "false", off: "false" };

/** How to mend a value: by what the schema knows, by YAML's habits, or by the nearest word that it takes. */
function hint(schema: Schema, value: unknown): string {
  const known = variants(schema)
    .map((variant) => hints.get(variant)?.mend(value))
    .find(Boolean);
  if (known) return `; ${known}`;
  const types = variants(schema).map(({ _zod }) => _zod.def.type);
  if (value === null)
    return types.includes("object") ? "; write {} for the defaults, or remove the key" : "; remove the key or give it a value";
  if (typeof value === "string") {
    const words = choices(schema);
    const boolean = words.includes("true") && Object.hasOwn(yamlBooleans, value.toLowerCase()) && yamlBooleans[value.toLowerCase()];
    if (boolean) return `; write ${boolean} without quotes`;
    if (types.includes("number") && /^\d+$/.test(value)) return `; write ${value} without quotes`;
    return didYouMean(value, words) || (types.includes("array") ? `; a list is written [${value.length > 40 ? "..." : value}]` : "");
  }
  const scalar = typeof value === "number" || typeof value === "boolean";
  return scalar && types.includes("string") ? `; quote it: "${value}"` : "";
}

function sentence(schema: Schema, value: unknown): string {
  if (value === undefined) return `missing; expected ${expected(schema)}`;
  return `expected ${expected(schema)}, found ${shown(value)}${hint(schema, value)}`;
}

/** Whether a variant of a union fits but for what lies within the value. */
function fits(issues: readonly Issue[]): boolean {
  return issues.length > 0 && issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys");
}

function issuesOf(issue: Issue, schema: Schema, above: readonly PropertyKey[]): SchemaIssue[] {
  const path = [...above, ...issue.path];
  const at = schemaAt(schema, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key, keysOf(at)) }));
    case "invalid_key":
      return [{ path, message: nameIssue(keyOf(schemaAt(schema, issue.path.slice(0, -1))), issue.path.at(-1)) }];
    case "invalid_union": {
      const fitting = issue.errors.find(fits);
      if (fitting) return fitting.flatMap((inner) => issuesOf(inner, at, path));
      return [{ path, message: sentence(at, issue.input) }];
    }
    case "custom":
      return [{ path, message: issue.message || sentence(at, issue.input) }];
    default:
      return [{ path, message: sentence(at, issue.input) }];
  }
}

/** The schema of the value at a path below a schema; of a union's variants, the one that has the path. */
function schemaAt(schema: Schema, path: readonly PropertyKey[]): Schema {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  for (const { _zod } of variants(schema)) {
    const { def } = _zod;
    if (def.type === "object" && Object.hasOwn(def.shape, key)) return schemaAt(def.shape[String(key)]!, rest);
    if (def.type === "record") return schemaAt(def.valueType, rest);
    if (def.type === "array" && typeof key === "number") return schemaAt(def.element, rest);
  }
  throw new Error(`no schema at ${String(key)}`);
}

function keysOf(schema: Schema): string[] {
  return variants(schema).flatMap(({ _zod: { def } }) => (def.type === "object" ? Object.keys(def.shape) : []));
}

function keyOf(schema: Schema): Schema {
  const record = variants(schema).find(({ _zod }) => _zod.def.type === "record") as z.core.$ZodRecord;
  return record._zod.def.keyType;
}

/** What is said of a name of the user's choice that does not fit. */
export function nameIssue(schema: Schema, name: unknown): string {
  return `a name that does not fit: ${sentence(schema, name)}`;
}

/** The message for an unknown key. @param renamed new name by old name: a misspelled old name suggests the new one */
export function unknownKey(key: string, known: readonly string[], renamed: ReadonlyMap<string, string> = new Map()): string {
  const old = [...renamed.keys()].filter((name) => known.includes(renamed.get(name)!));
  const meant = [...new Set(nearby(key, [...known, ...old]).map((name) => renamed.get(name) ?? name))];
  return meant.length > 0 ? `unknown key; did you mean ${listed(meant, "or")}?` : `unknown key; known are ${listed(known)}`;
}

/** Checks a value against a schema: the value with defaults, or all its faults. */
export function check<T>(
  schema: z.ZodType<T>,
  value: unknown,
): { readonly value: T; readonly faults?: undefined } | { readonly value?: undefined; readonly faults: readonly SchemaIssue[] } {
  // Zod says where and of which kind the faults are; the words are ours. A schema is used once or twice in a run:
  // compiling it would cost more than it saves.
  const result = schema.safeParse(value, { error: () => "", reportInput: true, jitless: true });
  if (result.success) return { value: result.data };
  const faults = new Map<string, SchemaIssue>();
  for (const issue of result.error.issues) {
    // two checks of one value say the same
    for (const fault of issuesOf(issue, schema, [])) faults.set(`${pathOf(...fault.path)} ${fault.message}`, fault);
  }
  return { faults: [...faults.values()] };
}
