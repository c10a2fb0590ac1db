import type { InvalidPaths, Path } from "./invalid";

/** Something read a value that is invalid, so it can say nothing about it. */
export class InvalidRead extends Error {
  constructor(readonly path: Path) {
    super(`invalid: ${path.map(String).join(".")}`);
  }
}

/**
 * A view of a value that throws `InvalidRead` where an invalid part is read, so that code needs valid what it reads and nothing else: whether
 * a map is there, or how long a list is, can be asked while something in it is invalid.
 * @param isLeftOut whether an entry of a map or item of a list is missing in the view; default: none
 */
export function guarded<T>(value: T, invalid: InvalidPaths, path: Path = [], isLeftOut: (path: Path) => boolean = () => false): T {
  if (!invalid.within(path)) return value;
  if (invalid.isLost(path)) return new Proxy({}, ofLost(path)) as T;
  if (invalid.at(path)) throw new InvalidRead(path);
  if (Array.isArray(value)) return list(value, invalid, path, isLeftOut) as T;
  if (typeof value !== "object" || value === null) return value;
  const below = invalid.below(path);
  const unknown = below.filter((key) => !Object.hasOwn(value, key) && !isLeftOut([...path, key]));
  const lost = unknown.filter((key) => invalid.isLost([...path, key]));
  const whole = { ...value, ...Object.fromEntries(lost.map((key) => [key, undefined])) } as Record<string, unknown>;
  for (const key of below) if (isLeftOut([...path, key])) delete whole[key];
  const known = (key: string | symbol): boolean => {
    if (typeof key === "string" && unknown.includes(key) && !lost.includes(key)) throw new InvalidRead([...path, key]);
    return true;
  };
  return new Proxy(whole, {
    get: (target, key) =>
      key === knownKeys
        ? Object.keys(target)
        : typeof key === "string" && known(key)
          ? guarded(target[key], invalid, [...path, key], isLeftOut)
          : Reflect.get(target, key),
    has: (target, key) => known(key) && Reflect.has(target, key),
    getOwnPropertyDescriptor: (target, key) => (known(key) ? Reflect.getOwnPropertyDescriptor(target, key) : undefined),
    ownKeys: (target) => {
      for (const key of unknown) known(key);
      return Reflect.ownKeys(target);
    },
  }) as T;
}

/** Key of a guarded map: the names of its entries without those whose names are invalid. */
const knownKeys = Symbol("known keys");

/** A list of which something is invalid. */
function list(value: readonly unknown[], invalid: InvalidPaths, path: Path, isLeftOut: (path: Path) => boolean): unknown[] {
  const kept = [...value.keys()].filter((index) => !isLeftOut([...path, index]));
  const items = kept.map((index) => value[index]);
  return new Proxy(items, {
    get: (target, key) => {
      const index = typeof key === "string" && /^\d+$/.test(key) ? kept[Number(key)] : undefined;
      return index === undefined ? Reflect.get(target, key) : guarded(value[index], invalid, [...path, index], isLeftOut);
    },
  });
}

/** A map that the user wrote, but of which nothing could be kept: that it is there is known, and nothing of what is in it. */
function ofLost(path: Path): ProxyHandler<object> {
  const fail = (): never => {
    throw new InvalidRead(path);
  };
  return { get: fail, has: fail, ownKeys: fail, getOwnPropertyDescriptor: fail };
}

/** Runs code that reads guarded values: where it stopped because it read something invalid; undefined if it did not. */
export function invalidRead(run: () => void): Path | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidRead)) throw error;
    return error.path;
  }
}

/** The result of code that reads guarded values, or another if it reads something invalid. */
export function ifValid<T>(read: () => T, otherwise: T): T {
  let result = otherwise;
  invalidRead(() => {
    result = read();
  });
  return result;
}

/** What code yields of each item of a list, or entry of a map, up to where it reads something invalid of it. */
export function eachValid<T, R>(items: readonly T[], read: (item: T, position: number) => Iterable<R>): R[];
export function eachValid<T, R>(items: Readonly<Record<string, T>>, read: (item: T, name: string) => Iterable<R>): R[];
export function eachValid<T, R>(items: readonly T[] | Readonly<Record<string, T>>, read: (item: T, key: never) => Iterable<R>): R[] {
  const all = items as Readonly<Record<PropertyKey, T>>;
  const keys: readonly PropertyKey[] = Array.isArray(items)
    ? Array.from({ length: items.length }, (_, position) => position)
    : ((all[knownKeys] as readonly string[] | undefined) ?? Object.keys(items));
  return flatMapValid(keys, (key) => read(all[key]!, key as never));
}

/** What code yields of each of some things, up to where it reads something invalid of it. */
export function flatMapValid<T, R>(items: Iterable<T>, read: (item: T) => Iterable<R>): R[] {
  const results: R[] = [];
  invalidRead(() => {
    for (const item of items)
      invalidRead(() => {
        for (const result of read(item)) results.push(result);
      });
  });
  return results;
}
