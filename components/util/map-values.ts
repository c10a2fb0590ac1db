/** The same keys, each with a value made from its own. */
export function mapValues<From, To>(values: Readonly<Record<string, From>>, map: (key: string, value: From) => To): Record<string, To> {
  const mapped: Record<string, To> = {};
  for (const key of Object.keys(values)) setOwn(mapped, key, map(key, values[key]!));
  return mapped;
}

/** Sets an own property, also one named `__proto__`. */
export function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}
