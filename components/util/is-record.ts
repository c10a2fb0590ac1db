/** Whether a value is a plain map, as an object literal, JSON or YAML makes it: not a list, a date, an Output or an instance of another class. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null; // of any realm: programs run in a context of their own
}
