/** A value without the noise of binary fractions, which is far below a cent: 132.85999999999999 is 132.86. Lists and maps value by value. */
export function withoutNoise<T>(value: T): T {
  if (typeof value === "number") return Number(value.toFixed(8)) as T;
  if (Array.isArray(value)) return value.map(withoutNoise) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutNoise(each)])) as T;
}
