/** The same keys, each with a value made from its own. */
export function mapValues<From, To>(values: Readonly<Record<string, From>>, map: (key: string, value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(key, value)]));
}
