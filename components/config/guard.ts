/** Thrown where a value is read that is itself at fault. It is reported already: whatever would follow from it is not judged. */
export class Faulty extends Error {}

/** An object of which reading a faulty key throws `Faulty`. */
export function guard<T extends object>(object: T, faulty: ReadonlySet<string>): T {
  return new Proxy(object, {
    get(target, key) {
      if (typeof key === "string" && faulty.has(key)) throw new Faulty();
      return Reflect.get(target, key);
    },
  });
}

/** Stands for something that could not be read at all: reading anything of it throws `Faulty`. */
export function unreadable<T extends object>(): T {
  const fail = () => {
    throw new Faulty();
  };
  return new Proxy({} as T, { get: fail, ownKeys: fail, has: fail });
}

/** What a function finds, or nothing where it came upon a faulty value. */
export function unlessFaulty<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof Faulty) return undefined;
    throw error;
  }
}
