import { z } from "zod";
import { didYouMean, listed, nearby } from "../../util/did-you-mean";
import { isRecord } from "../../util/is-record";
import { pathOf } from "../../util/settings-error";
import { choices, discriminator, expected, shown, variants } from "./describe";

type Schema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** An issue that a schema found: its path below the root and its message. */
export interface SchemaIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Whether a refinement says it of a map or list: what is in there may be valid. */
  readonly ofWhole?: boolean;
}

/** What to say about common mistakes in values of a schema. Derived schemas inherit it. */
interface Hints {
  readonly hint?: (value: unknown) => string | undefined;
  /** Keys that it does not have on purpose, each with the message. */
  readonly keys?: Readonly<Record<string, string>>;
}

export const hints = z.registry<Hints>();

const yamlBooleans: Readonly<Record<string, string>> = { true: "true", yes: "true", on: "true", false: "false", no: "false", off: "false" };

/** How to fix a value: by the hint of the schema, by common mistakes in YAML, or by the nearest allowed word. */
function hint(schema: Schema, value: unknown): string {
  const known = variants(schema)
    .map((variant) => hints.get(variant)?.hint?.(value))
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
    return didYouMean(value, words) || (types.includes("array") ? `; write a list: [${value.length > 40 ? "..." : value}]` : "");
  }
  const scalar = typeof value === "number" || typeof value === "boolean";
  return scalar && types.includes("string") ? `; quote it: "${value}"` : "";
}

function sentence(schema: Schema, value: unknown): string {
  if (value === undefined) {
    const known = hints.get(schema as z.ZodType)?.hint?.(undefined);
    return `missing; expected ${expected(schema)}${known ? `; ${known}` : ""}`;
  }
  return `expected ${expected(schema)}, found ${shown(value)}${hint(schema, value)}`;
}

/** Whether a variant of a union matches, except for parts of the value. */
function fits(issues: readonly Issue[]): boolean {
  return issues.length > 0 && issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys");
}

/** @param value what the schema was applied to */
function issuesOf(issue: Issue, schema: Schema, value: unknown, above: readonly PropertyKey[]): SchemaIssue[] {
  const path = [...above, ...issue.path];
  const at = schemaAt(schema, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(at, key) }));
    case "invalid_key":
      return invalidEntry(recordOf(schemaAt(schema, issue.path.slice(0, -1))), path, valueAt(value, issue.path));
    case "invalid_union": {
      const union = discriminator(schemaAt(schema, issue.path.slice(0, -1)));
      if (union && issue.errors.length === 0) return [{ path, message: ofDiscriminator(union, issue.input) }];
      const fitting = issue.errors.find(fits);
      if (fitting) return fitting.flatMap((inner) => issuesOf(inner, at, issue.input, path));
      return [{ path, message: sentence(at, issue.input) }];
    }
    case "custom":
      return [{ path, message: issue.message || sentence(at, issue.input), ofWhole: isContainer(valueAt(value, issue.path)) }];
    default:
      return [{ path, message: sentence(at, issue.input) }];
  }
}

/** The message for a map whose key tells of no known variant. */
function ofDiscriminator({ key, values }: NonNullable<ReturnType<typeof discriminator>>, map: unknown): string {
  const value = isRecord(map) ? map[key] : undefined;
  const wanted = `expected ${listed(values, "or")}`;
  if (value === undefined) return `missing; ${wanted}`;
  return `${wanted}, found ${shown(value)}${typeof value === "string" ? didYouMean(value, values) : ""}`;
}

/** The schema at a path below a schema; in a union, that of the variant with the path. */
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

function recordOf(schema: Schema): z.core.$ZodRecord {
  return variants(schema).find(({ _zod }) => _zod.def.type === "record") as z.core.$ZodRecord;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** The issues of an entry with an invalid name: zod does not look at its value. */
function invalidEntry({ _zod: { def } }: z.core.$ZodRecord, path: readonly PropertyKey[], value: unknown): SchemaIssue[] {
  const inner = check(def.valueType as z.ZodType, value).issues ?? [];
  return [
    { path, message: nameIssue(def.keyType, path.at(-1)) },
    ...inner.map(({ path: below, message }) => ({ path: [...path, ...below], message })),
  ];
}

/** The message for an invalid name. */
export function nameIssue(schema: Schema, name: unknown): string {
  return `invalid name: ${sentence(schema, name)}`;
}

/**
 * The message for an unknown key. One that belongs a level deeper is named there: `size.min` for `min`.
 * @param renamed new name by old name: a misspelled old name suggests the new one
 */
export function unknownKey(schema: Schema, key: string, renamed: ReadonlyMap<string, string> = new Map()): string {
  const instead = variants(schema)
    .map((variant) => hints.get(variant)?.keys)
    .find((keys) => keys !== undefined && Object.hasOwn(keys, key));
  if (instead) return instead[key]!;
  const known = keysOf(schema);
  const old = [...renamed.keys()].filter((name) => known.includes(renamed.get(name)!));
  const near = [...new Set(nearby(key, [...known, ...old]).map((name) => renamed.get(name) ?? name))];
  const deeper = known.filter((name) => keysOf(schemaAt(schema, [name])).includes(key)).map((name) => `${name}.${key}`);
  const meant = near.length > 0 ? near : deeper;
  return meant.length > 0 && meant.length <= 3
    ? `unknown key; did you mean ${listed(meant, "or")}?`
    : `unknown key; known are ${listed(known)}`;
}

/** The issues of the refinements of a map or list, whose parts may be invalid. @param untilInvalid runs one up to where it reads something invalid */
export function refinementIssues(schema: z.core.$ZodTypes, value: unknown, untilInvalid: (run: () => void) => void): SchemaIssue[] {
  return (schema._zod.def.checks ?? []).flatMap((refinement) => {
    if (refinement._zod.def.check !== "custom") return [];
    const payload: z.core.ParsePayload = { value, issues: [] };
    untilInvalid(() => {
      refinement._zod.check(payload as z.core.ParsePayload<never>);
    });
    return payload.issues.map((raw) => {
      const { path, message } = z.core.util.finalizeIssue(raw, { error: () => "" }, z.core.config());
      return { path, message: message || sentence(schema, value), ofWhole: path.length === 0 };
    });
  });
}

/** Validates a value against a schema: the value with defaults, or all its issues. */
export function check<T>(
  schema: z.ZodType<T>,
  value: unknown,
): { readonly value: T; readonly issues?: undefined } | { readonly value?: undefined; readonly issues: readonly SchemaIssue[] } {
  // Zod reports path and kind of the issues; the messages are built here. A schema is used once or twice in a run:
  // compiling it would cost more than it saves.
  const result = schema.safeParse(value, { error: () => "", reportInput: true, jitless: true });
  if (result.success) return { value: result.data };
  const issues = new Map<string, SchemaIssue>();
  for (const zodIssue of result.error.issues) {
    // two checks of one value have the same message
    for (const issue of issuesOf(zodIssue, schema, value, [])) issues.set(`${pathOf(...issue.path)} ${issue.message}`, issue);
  }
  return { issues: [...issues.values()] };
}
