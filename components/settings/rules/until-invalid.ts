import { pathOf } from "../../util/settings-error";
import { guarded, invalidRead } from "../validation/guard";
import type { InvalidPaths, Path } from "../validation/invalid";

/** Repeating a rule for each entry would take too long in maps with thousands of invalid ones. */
const mostRepetitions = 12;

interface Result {
  readonly at: Path;
  readonly path: string;
}

/**
 * The results of a rule up to where it reads something invalid. In a map or list that is read by entry, the rule is repeated without the entries whose
 * invalid parts it reads.
 * @param partial paths of these maps and lists
 */
export function untilInvalid<Stack extends object, R extends Result>(
  { stack, invalid }: { readonly stack: Stack; readonly invalid: InvalidPaths },
  partial: readonly Path[],
  run: (view: Stack) => Iterable<R>,
): Iterable<R> {
  if (invalid.none) return run(stack);
  const leftOut: { readonly container: Path; isRead(entry: Path): boolean }[] = [];
  const isLeftOut = (path: Path) => leftOut.some(({ container, isRead }) => isEntryOf(container, path, 1) && isRead(path));
  const results = new Map<string, R[]>();
  for (let round = 0; ; round++) {
    const found: R[] = [];
    const stopped = invalidRead(() => {
      for (const result of run(guarded(stack, invalid, [], isLeftOut))) found.push(written(result, stack, isLeftOut));
    });
    // what an earlier round said of a place, it said of more entries
    const before = new Set(results.keys());
    for (const result of found) {
      if (before.has(result.path)) continue;
      results.set(result.path, [...(results.get(result.path) ?? []), result]);
    }
    const container = stopped && containerOf(stopped, partial, stack);
    if (!container || round > mostRepetitions) return [...results.values()].flat();
    const [, ...inner] = stopped.slice(container.length);
    const [isLast, isWhole] = [round === mostRepetitions, inner.length === 0];
    leftOut.push({
      container,
      isRead: (entry) => (isWhole && !isLast ? invalid.at(entry) : invalid.within([...entry, ...(isLast ? [] : inner)])),
    });
  }
}

/** Maps with fixed keys, of which the lists in them are read by item. */
const fixedMaps = ["network.existing", "network.bastion", "cluster.endpoint", "cluster.autoMode"];

/** The map or list whose entry is left out because of something invalid in it. */
function containerOf(stopped: Path, partial: readonly Path[], stack: object): Path | undefined {
  for (const path of partial) {
    if (!isEntryOf(path, stopped)) continue;
    const name = path.join(".");
    if (!fixedMaps.includes(name)) return path;
    for (let depth = path.length; depth < stopped.length; depth++)
      if (Array.isArray(valueAt(stack, stopped.slice(0, depth)))) return stopped.slice(0, depth);
  }
  return undefined;
}

/** @param levels how many levels below; default: any number */
function isEntryOf(container: Path, path: Path, levels?: number): boolean {
  const below = path.length - container.length;
  return below > 0 && (levels === undefined || below === levels) && container.every((key, depth) => String(key) === String(path[depth]));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

/** A result with the indexes that items have in the settings, where some are left out. */
function written<R extends Result>(result: R, stack: object, isLeftOut: (path: Path) => boolean): R {
  const at: PropertyKey[] = [];
  for (const key of result.at) {
    const list = typeof key === "number" ? valueAt(stack, at) : undefined;
    const kept = Array.isArray(list) ? [...list.keys()].filter((index) => !isLeftOut([...at, index])) : [];
    at.push(typeof key === "number" ? (kept[key] ?? key) : key);
  }
  return { ...result, at, path: pathOf(...at) };
}
