import { z } from "zod";
import { type Problem, pathOf } from "../shared/problems";
import { didYouMean, listed } from "../shared/suggest";
import type { AddonCatalogue } from "./catalogue";
import { shown, variants } from "./describe";
import { guard, unlessFaulty, unreadable } from "./guard";
import { check, type Fault, nameFault, unknownKey } from "./messages";
import { entryName } from "./scalars";
import type { AddonOptions } from "./types";

type Path = readonly PropertyKey[];

/** Defaults that a schema alone cannot know: from the value as read, and the rest of its object, to the value that holds. */
export type Fill<T> = { readonly [Key in keyof T]?: (value: T[Key], rest: T) => unknown };

/** Whether a value is a map as YAML makes it, and not a list, an Output or some other instance. */
export function isMap(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A map of maps as far as it can be read: its faulty entries are unreadable. Nothing where it is faulty as a whole, or no such map. */
function soundEntries(schema: z.ZodType, input: unknown, faults: readonly Fault[]): Record<string, unknown> | undefined {
  const record = variants(schema).find(({ _zod }) => _zod.def.type === "record") as z.core.$ZodRecord | undefined;
  if (!record || !isMap(input) || variants(record._zod.def.valueType).every(({ _zod }) => _zod.def.type !== "object")) return undefined;
  const faulty = new Set(faults.map(({ path }) => path[0] as string | undefined));
  const sound = check(schema, Object.fromEntries(Object.entries(input).filter(([name]) => !faulty.has(name)))).value;
  if (faulty.has(undefined) || !isMap(sound)) return undefined;
  const names = Object.keys(input).filter((name) => z.safeParse(record._zod.def.keyType, name).success);
  return Object.fromEntries(names.map((name) => [name, faulty.has(name) ? unreadable() : sound[name]]));
}

/** Reads sections and collects all faults. What could not be read throws `Faulty` where it is used. */
export class Parser {
  readonly problems: Problem[] = [];

  report(path: Path, message: string): void {
    this.problems.push({ path: pathOf(...path), message });
  }

  /** A map with fixed keys. They are checked one by one, so that a fault in one hides nothing of the others. */
  object<T extends z.ZodObject>(schema: T, input: unknown, path: Path, fill: Fill<z.output<T>> = {}): z.output<T> {
    const map = this.map(input, path, "a map of settings");
    if (!map) return unreadable();
    const known = Object.keys(schema.shape);
    for (const key of Object.keys(map)) {
      if (!known.includes(key)) this.report([...path, key], unknownKey(key, known));
    }
    const faulty = new Set<string>();
    const result: Record<string, unknown> = {};
    const guarded = guard(result, faulty) as z.output<T>;
    for (const key of known) {
      const { value, faults } = check(schema.shape[key] as z.ZodType, Object.hasOwn(map, key) ? map[key] : undefined);
      for (const fault of faults ?? []) this.report([...path, key, ...fault.path], fault.message);
      const readable = faults ? soundEntries(schema.shape[key] as z.ZodType, map[key], faults) : value;
      if (faults && readable === undefined) faulty.add(key);
      else if (faults) result[key] = readable;
      else if (value !== undefined) result[key] = value;
    }
    for (const [key, filled] of Object.entries(fill) as [string, (value: unknown, rest: unknown) => unknown][]) {
      if (faulty.has(key)) continue;
      const value = unlessFaulty(() => filled(result[key], guarded));
      if (value === undefined) faulty.add(key);
      else result[key] = value;
    }
    return faulty.size === 0 ? (result as z.output<T>) : guarded;
  }

  /**
   * A map from names of the user's choice. Entries are read one by one.
   * @param naming what a name must look like
   */
  entries<T extends object | false>(
    input: unknown,
    path: Path,
    wanted: string,
    read: (value: unknown, path: Path, name: string) => T | undefined,
    naming: z.ZodType = entryName,
  ): Record<string, T> | undefined {
    const map = this.map(input, path, wanted);
    if (!map) return undefined;
    const result: Record<string, T> = {};
    for (const [name, value] of Object.entries(map)) {
      const at = [...path, name];
      if (naming.safeParse(name).success) {
        const entry = read(value, at, name);
        if (entry !== undefined) result[name] = entry;
      } else this.report(at, nameFault(naming, name));
    }
    return result;
  }

  /** A map from keys to texts. */
  texts(schema: z.ZodType<Record<string, string>>, input: unknown, path: Path): Record<string, string> {
    if (!this.map(input, path, "a map from keys to texts")) return unreadable();
    const { value, faults } = check(schema, input);
    for (const fault of faults ?? []) this.report([...path, ...fault.path], fault.message);
    return value ?? unreadable();
  }

  /** Section `addons`: on, off, or options checked by the add-on's own schema. */
  addons(
    { schemas, custom }: Pick<AddonCatalogue, "schemas" | "custom">,
    input: unknown,
    path: Path,
  ): Record<string, AddonOptions | false> | undefined {
    const known = [...Object.keys(schemas), "custom"];
    return this.entries<AddonOptions | false>(input, path, "a map from add-ons to true, false or options", (value, at, name) => {
      if (name === "custom") {
        return (
          this.entries(value, at, "a map from names to add-ons of your own", (own, place) => this.object(custom, own, place)) ??
          unreadable()
        );
      }
      if (!Object.hasOwn(schemas, name)) {
        this.report(at, `unknown add-on${didYouMean(name, known) || `; known are ${listed(known)}`}`);
        return undefined;
      }
      if (value === false) return false;
      if (value === true || isMap(value)) return this.object(schemas[name]!, value === true ? {} : value, at);
      this.report(at, `expected true, false or a map of options, found ${shown(value)}`);
      return unreadable();
    });
  }

  private map(value: unknown, path: Path, wanted: string): Record<string, unknown> | undefined {
    if (isMap(value)) return value;
    this.report(path, `expected ${wanted}, found ${shown(value)}${value === null ? "; write {} for the defaults, or remove the key" : ""}`);
    return undefined;
  }
}
