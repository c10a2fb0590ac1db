import type { z } from "zod";
import { listed } from "../../util/did-you-mean";

type Schema = z.core.$ZodType;
type Check = z.core.$ZodChecks["_zod"]["def"];

/** A schema without defaults and other wrappers. */
export function bare(schema: Schema): z.core.$ZodTypes {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "default":
    case "prefault":
    case "optional":
    case "readonly":
      return bare(def.innerType);
    case "pipe":
      return bare(def.in);
    default:
      return schema as z.core.$ZodTypes;
  }
}

/** The variants of a schema: those of a union, or itself alone. */
export function variants(schema: Schema): z.core.$ZodTypes[] {
  const inner = bare(schema);
  return inner._zod.def.type === "union" ? inner._zod.def.options.flatMap(variants) : [inner];
}

/** The fixed values of a schema, such as those of an enum. */
export function choices(schema: Schema): string[] {
  return variants(schema).flatMap(({ _zod: { def } }) => {
    if (def.type === "enum") return Object.values(def.entries).map(String);
    if (def.type === "literal") return def.values.map(String);
    return def.type === "boolean" ? ["true", "false"] : [];
  });
}

function checksOf({ _zod: { def } }: z.core.$ZodTypes): Check[] {
  return (def.checks ?? []).map((check) => check._zod.def as Check);
}

/** ` from 1 to 5`, by the checks of a number or of a list's length. */
function bounds(schema: z.core.$ZodTypes): string {
  let text = "";
  for (const check of checksOf(schema)) {
    if (check.check === "greater_than") text += ` from ${check.value}`;
    if (check.check === "less_than") text += ` to ${check.value}`;
    if (check.check === "min_length") text += ` of at least ${check.minimum}`;
    if (check.check === "max_length") text += `${text ? " and" : " of"} at most ${check.maximum}`;
  }
  return text;
}

/** A pattern's error message is its description: `an ARN such as ...`. */
function text(schema: z.core.$ZodTypes): string {
  for (const check of checksOf(schema)) {
    const phrase = check.check === "string_format" && (check.error as (() => unknown) | undefined)?.();
    if (typeof phrase === "string") return phrase;
  }
  return checksOf(schema).some(({ check }) => check === "min_length") ? "a string that is not empty" : "a string";
}

function isWhole(schema: z.core.$ZodTypes): boolean {
  return "check" in schema._zod.def || checksOf(schema).some(({ check }) => check === "number_format");
}

function variant(schema: z.core.$ZodTypes): string[] {
  const { def } = schema._zod;
  switch (def.type) {
    case "string":
      return [text(schema)];
    case "number":
      return [`${isWhole(schema) ? "a whole number" : "a number"}${bounds(schema)}`];
    case "array":
      return [`a list${bounds(schema)}`];
    case "object": {
      const keys = Object.keys(def.shape);
      return [keys.length > 4 ? "a map" : `a map (${keys.join(", ")})`];
    }
    case "record":
      return ["a map"];
    case "enum":
    case "literal":
    case "boolean":
      return choices(schema);
    case "null":
      return ["null"];
    default:
      return [`a value of type ${def.type}`];
  }
}

/** The key that tells the variants of a union of maps apart, with its values; undefined for other schemas. */
export function discriminator(schema: Schema): { readonly key: string; readonly values: readonly string[] } | undefined {
  const { def } = bare(schema)._zod;
  if (def.type !== "union" || !("discriminator" in def)) return undefined;
  const key = String(def.discriminator);
  const values = variants(schema).flatMap(({ _zod }) => (_zod.def.type === "object" ? choices(_zod.def.shape[key]!) : []));
  return { key, values };
}

/** The values of a schema, as a phrase after "expected": `true, false or a map (kmsKeyArn)`. */
export function expected(schema: Schema): string {
  const union = discriminator(schema);
  if (union) return `a map with ${union.key}: ${listed(union.values, "or")}`;
  return listed([...new Set(variants(schema).flatMap(variant))], "or");
}

/** Maximum number of characters of a value in messages. */
export const longestShown = 60;

/** A found value, short and on one line. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}…` : value);
    case "number":
    case "boolean":
    case "bigint":
      return String(value);
    case "object":
      if (value === null) return "nothing";
      if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
      return "__pulumiOutput" in value ? "an Output, but only plain values are supported" : "a map";
    default:
      return `a value of type ${typeof value}`;
  }
}
