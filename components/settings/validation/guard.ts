import type { InvalidPaths, Path } from "./invalid";

/** Something read a value that is invalid, so it can say nothing about it. */
export class InvalidRead extends Error {
  constructor(readonly path: Path) {
    super(`invalid: ${path.map(String).join(".")}`);
  }
}

/** Whether a list or map is read by what of it is valid. */
type IsPartial = (path: Path) => boolean;

/**
 * A view of a value that throws `InvalidRead` where an invalid part is read, so that code needs valid what it reads and nothing else: whether
 * a map is there can be asked while something in it is invalid. A list or map with invalid items is itself an invalid part, because what is
 * missing there is not known, unless it is read by its valid items.
 */
export function guarded<T>(value: T, invalid: InvalidPaths, path: Path = [], isPartial: IsPartial = () => false): T {
  if (!invalid.within(path)) return value;
  if (invalid.isLost(path)) return new Proxy({}, ofLost(path)) as T;
  if (invalid.at(path)) throw new InvalidRead(path);
  if (Array.isArray(value)) return isPartial(path) ? value : (new Proxy([...value], ofList(invalid, path)) as T);
  if (typeof value !== "object" || value === null) return value;
  const child = (key: string) => guarded((value as Record<string, unknown>)[key], invalid, [...path, key], isPartial);
  const lost = isPartial(path) ? [] : invalid.below(path).filter((key) => invalid.isLost([...path, key]));
  const whole = { ...value, ...Object.fromEntries(lost.map((key) => [key, undefined])) };
  const known = (key: string | symbol): boolean => {
    if (typeof key === "string" && !Object.hasOwn(whole, key) && invalid.at([...path, key])) throw new InvalidRead([...path, key]);
    return true;
  };
  return new Proxy(whole, {
    get: (target, key) => (typeof key === "string" ? child(key) : Reflect.get(target, key)),
    has: (target, key) => known(key) && Reflect.has(target, key),
    getOwnPropertyDescriptor: (target, key) => (known(key) ? Reflect.getOwnPropertyDescriptor(target, key) : undefined),
    ownKeys: (target) => {
      const unknown = isPartial(path) ? undefined : invalid.below(path).find((key) => !Object.hasOwn(target, key));
      if (unknown !== undefined) throw new InvalidRead([...path, unknown]);
      return Reflect.ownKeys(target);
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

/** A list of which items are invalid: a valid item can be read at its index, and everything else depends on all items. */
function ofList(invalid: InvalidPaths, path: Path): ProxyHandler<unknown[]> {
  const fail = (): never => {
    throw new InvalidRead(path);
  };
  const get = (list: unknown[], key: string | symbol) => {
    const position = typeof key === "string" && /^\d+$/.test(key) ? invalid.positionOf(path, Number(key)) : -1;
    return position < 0 ? fail() : list[position];
  };
  return { get, has: fail, ownKeys: fail };
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
    : Object.keys(items);
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
