// Keeps the valid parts of a value, so that rules which read them can run.
import type { z } from "zod";
import { isRecord } from "../../util/is-record";
import { bare, choices, discriminator, variants } from "./describe";
import type { Path } from "./invalid";
import { check, refinementIssues, type SchemaIssue } from "./messages";

/** What the parser does with what is found. Paths are those of the settings. */
export interface RepairContext {
  /** A value that cannot be used because of what is invalid in it. */
  lose(path: Path, input: unknown): void;
  /** A value as refinements may read it: they stop at what is invalid. */
  guarded<T>(value: T, path: Path): T;
  /** Runs refinements up to where they read something invalid. */
  untilInvalid(run: () => void): void;
  /** A further issue. @param path of the value in which it is */
  found(issue: SchemaIssue, path: Path): void;
}

/**
 * The output value of a schema with a value of the right shape in the place of each invalid one, which the caller has recorded. Refinements of the maps
 * and lists around them, which zod leaves out, say what they can.
 */
export function repaired(schema: z.ZodType, input: unknown, path: Path, issues: readonly SchemaIssue[], context: RepairContext): unknown {
  return new Repair(issues, path, context).value(schema, input, []);
}

const keyOf = (path: Path) => path.map(String).join("\0");

class Repair {
  /** Paths of issues. */
  private readonly exact = new Set<string>();
  /** Those and all of their parents. */
  private readonly touched = new Set<string>();
  private readonly reported: Set<string>;

  constructor(
    issues: readonly SchemaIssue[],
    private readonly root: Path,
    private readonly context: RepairContext,
  ) {
    for (const { path, ofWhole } of issues) {
      if (!ofWhole) this.exact.add(keyOf(path));
      for (let depth = 0; depth <= path.length; depth++) this.touched.add(keyOf(path.slice(0, depth)));
    }
    this.reported = new Set(issues.map(({ path, message }) => `${keyOf(path)} ${message}`));
  }

  value(schema: z.core.$ZodType, input: unknown, at: Path): unknown {
    if (this.exact.has(keyOf(at))) return blank(schema);
    if (!this.touched.has(keyOf(at))) return check(schema as z.ZodType, input).value ?? blank(schema);
    const inner = variantOf(schema, input);
    switch (inner?._zod.def.type) {
      case "object":
        return this.refined(inner, this.object(inner as z.core.$ZodObject, input as Readonly<Record<string, unknown>>, at), at, input);
      case "record":
        return this.refined(inner, this.record(inner as z.core.$ZodRecord, input as Readonly<Record<string, unknown>>, at), at, input);
      case "array": {
        const { element } = (inner as z.core.$ZodArray)._zod.def;
        const items = (input as readonly unknown[]).map((item, position) => this.value(element, item, [...at, position]));
        return this.refined(inner, items, at, input);
      }
      default:
        this.context.lose([...this.root, ...at], input);
        return blank(schema);
    }
  }

  private object({ _zod: { def } }: z.core.$ZodObject, input: Readonly<Record<string, unknown>>, at: Path): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(def.shape)) {
      const value = this.value(schema, input[key], [...at, key]);
      if (value !== undefined) result[key] = value;
    }
    return result;
  }

  private record({ _zod: { def } }: z.core.$ZodRecord, input: Readonly<Record<string, unknown>>, at: Path): Record<string, unknown> {
    const isName = (name: string) => check(def.keyType as z.ZodType, name).issues === undefined;
    const names = Object.keys(input).filter((name) => !this.exact.has(keyOf([...at, name])) || isName(name));
    return Object.fromEntries(names.map((name) => [name, this.value(def.valueType, input[name], [...at, name])]));
  }

  /** A misspelled key may be the one that a refinement misses, so nothing is said of a map with unknown keys. */
  private refined<T>(schema: z.core.$ZodTypes, value: T, at: Path, input: unknown): T {
    const { def } = schema._zod;
    if (def.type === "object" && isRecord(input) && Object.keys(input).some((key) => !Object.hasOwn(def.shape, key))) return value;
    const path = [...this.root, ...at];
    this.context.untilInvalid(() => {
      for (const issue of refinementIssues(schema, this.context.guarded(value, path), this.context.untilInvalid)) {
        const key = `${keyOf([...at, ...issue.path])} ${issue.message}`;
        if (!this.reported.has(key)) this.context.found(issue, path);
        this.reported.add(key);
      }
    });
    return value;
  }
}

/** The one variant of a schema that the user meant by a map or list; undefined if it is not known, or the value is transformed. */
function variantOf(schema: z.core.$ZodType, input: unknown): z.core.$ZodTypes | undefined {
  const union = discriminator(schema);
  const meant = unions(schema).filter((variant) => {
    const { def } = bare(variant)._zod;
    if (def.type === "array") return Array.isArray(input);
    if (def.type === "record") return isRecord(input);
    if (def.type !== "object" || !isRecord(input)) return false;
    return !union || choices(def.shape[union.key]!).includes(String(input[union.key]));
  });
  return meant.length === 1 && meant[0]!._zod.def.type !== "pipe" ? meant[0] : undefined;
}

/** The variants of a schema, with their transforms. */
function unions(schema: z.core.$ZodType): z.core.$ZodTypes[] {
  const own = schema as z.core.$ZodTypes;
  const { def } = own._zod;
  switch (def.type) {
    case "default":
    case "prefault":
    case "optional":
    case "readonly":
      return unions(def.innerType);
    case "union":
      return def.options.flatMap(unions);
    default:
      return [own];
  }
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
