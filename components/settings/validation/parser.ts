import type { z } from "zod";
import { didYouMeanByAlias, listed } from "../../util/did-you-mean";
import { isRecord } from "../../util/is-record";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AddonCatalog } from "../addon-catalog";
import { renamedAt } from "../schema/renamed-keys";
import { entryName } from "../schema/scalars";
import type { AddonOptions } from "../types";
import { shown } from "./describe";
import { guarded, invalidRead } from "./guard";
import { InvalidPaths, type Path } from "./invalid";
import { check, nameIssue, type SchemaIssue, unknownKey } from "./messages";
import { blank, repaired } from "./repair";

/** Defaults that depend on other values: from the parsed value and its object to the final value. */
export type Fill<T> = { readonly [Key in keyof T]?: (value: T[Key], rest: T) => unknown };

/** Parses sections and collects all issues. Invalid values are replaced by values of the right shape, and their paths recorded. */
export class Parser {
  readonly issues: ValidationIssue[] = [];
  readonly invalid = new InvalidPaths();
  /** Paths of entries with invalid names: nothing else is said of such an entry as a whole. */
  readonly invalidNames = new Set<string>();

  /** Reports a problem that does not affect the values, such as an unknown key. */
  report(path: Path, message: string): void {
    this.issues.push({ path: pathOf(...path), message });
  }

  /** A value is invalid. */
  reject(path: Path, message: string): void {
    this.report(path, message);
    this.invalid.add(path);
  }

  /** The name of an entry is invalid; its values may be valid. */
  private rejectName(path: Path, message: string): void {
    this.report(path, message);
    this.invalidNames.add(pathOf(...path));
  }

  /** A map with fixed keys. They are validated separately, so that an issue in one hides no issues of the others. */
  object<T extends z.ZodObject>(schema: T, input: unknown, path: Path, fill: Fill<z.output<T>> = {}): z.output<T> {
    const map = this.map(input, path, "a map of settings");
    const result: Record<string, unknown> = {};
    const known = Object.keys(schema.shape);
    for (const key of Object.keys(map ?? {})) {
      if (!known.includes(key)) this.report([...path, key], unknownKey(schema, key, renamedAt(path)));
    }
    for (const key of known) {
      const value = map ? this.value(schema.shape[key] as z.ZodType, map[key], [...path, key]) : blank(schema.shape[key]);
      if (value !== undefined) result[key] = value;
    }
    for (const [key, filled] of Object.entries(fill) as [string, (value: unknown, rest: unknown) => unknown][])
      result[key] = this.filled(filled, key, result, path);
    return result as z.output<T>;
  }

  /** A default that follows from an invalid value has no meaning either. */
  private filled(
    fill: (value: unknown, rest: unknown) => unknown,
    key: string,
    map: Readonly<Record<string, unknown>>,
    path: Path,
  ): unknown {
    let filled: unknown;
    const stopped = invalidRead(() => {
      filled = fill(map[key], guarded(map, this.invalid, path));
    });
    if (!stopped) return filled;
    this.invalid.add([...path, key]);
    return fill(map[key], map);
  }

  private value<T>(schema: z.ZodType<T>, input: unknown, path: Path): T | undefined {
    const { value, issues } = check(schema, input);
    for (const issue of issues ?? []) this.found(issue, path);
    if (!issues) return value;
    return repaired(schema, input, path, issues, {
      lose: (lost, value) => (isRecord(value) ? this.invalid.lose(lost) : this.invalid.add(lost)),
      guarded: (value, at) => guarded(value, this.invalid, at),
      untilInvalid: invalidRead,
      found: (issue, at) => this.found(issue, at),
    }) as T;
  }

  private found({ path, message, ofWhole }: SchemaIssue, above: Path): void {
    const at = [...above, ...path];
    if (ofWhole) this.report(at, message);
    else this.reject(at, message);
  }

  /**
   * A map with names of the user's choice. Entries are parsed separately.
   * @param naming format of a name
   */
  entries<T extends object | false>(
    input: unknown,
    path: Path,
    wanted: string,
    read: (value: unknown, path: Path, name: string) => T | undefined,
    naming: z.ZodType = entryName,
  ): Record<string, T> {
    const result: Record<string, T> = {};
    for (const [name, value] of Object.entries(this.map(input, path, wanted) ?? {})) {
      const at = [...path, name];
      if (!naming.safeParse(name).success) this.rejectName(at, nameIssue(naming, name));
      const entry = read(value, at, name);
      if (entry !== undefined) result[name] = entry;
    }
    return result;
  }

  /** A map from keys to strings. */
  texts(schema: z.ZodType<Record<string, string>>, input: unknown, path: Path): Record<string, string> {
    return (this.map(input, path, "a map of keys to strings") && this.value(schema, input, path)) ?? {};
  }

  /** A list of maps. */
  list<T extends object>(schema: z.ZodType<T[]>, input: unknown, path: Path): T[] {
    return this.value(schema, input, path) ?? [];
  }

  /** Section `addons`: on, off, or options that the add-on's own schema validates. */
  addons(
    { schemas, aliases, custom }: Pick<AddonCatalog, "schemas" | "aliases" | "custom">,
    input: unknown,
    path: Path,
    supplied: Readonly<Record<string, AddonOptions>> = {},
  ): Record<string, AddonOptions | false> {
    const known = [...Object.keys(schemas), "custom"];
    return this.entries<AddonOptions | false>(input, path, "a map of add-ons to true, false or options", (value, at, name) => {
      if (value === undefined && known.includes(name)) return undefined; // as if the key were absent
      if (name === "custom") {
        return this.entries(value, at, "a map of names to custom add-ons", (own, place) => this.object(custom, own, place));
      }
      if (!Object.hasOwn(schemas, name)) {
        this.reject(at, `unknown add-on${didYouMeanByAlias(name, known, aliases) || `; known are ${listed(known)}`}`);
        return undefined;
      }
      if (value === false) return false;
      if (value === true || isRecord(value))
        return this.object(schemas[name]!, completed(value === true ? {} : value, schemas[name]!, supplied[name]), at);
      this.reject(at, `expected true, false or a map of options, found ${shown(value)}`);
      return blank(schemas[name]!) as AddonOptions;
    });
  }

  private map(value: unknown, path: Path, wanted: string): Record<string, unknown> | undefined {
    if (isRecord(value)) return value;
    this.reject(path, `expected ${wanted}, found ${shown(value)}${value === null ? "; write {} for the defaults, or remove the key" : ""}`);
    return undefined;
  }
}

/** Options of an add-on with those that another section supplies, if a required one of them is missing. */
function completed(
  given: Readonly<Record<string, unknown>>,
  { shape }: z.ZodObject,
  supplied: AddonOptions = {},
): Readonly<Record<string, unknown>> {
  const isMissing = (key: string) => given[key] === undefined && !(shape[key] as z.ZodType).safeParse(undefined).success;
  if (!Object.keys(supplied).some(isMissing)) return given;
  return { ...supplied, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}
