type Values = Readonly<Record<string, unknown>>;

/** Values with others merged over them: objects key by key, everything else replaced. Neither is changed. */
export function mergeValues(ours: Values, theirs: Values): Values {
  const merged: Record<string, unknown> = { ...ours };
  for (const [key, value] of Object.entries(theirs)) {
    const own = merged[key];
    merged[key] = isObject(own) && isObject(value) ? mergeValues(own, value) : value;
  }
  return merged;
}

/** JSON with keys in alphabetical order, so that the same values are the same text. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

function isObject(value: unknown): value is Values {
  return value !== null && typeof value === "object" && (Object.getPrototypeOf(value) ?? Object.prototype) === Object.prototype;
}
