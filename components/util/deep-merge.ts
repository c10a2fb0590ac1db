import { isRecord } from "./is-record";

type Values = Readonly<Record<string, unknown>>;

/** Values with others merged over them: maps key by key, everything else replaced. Neither is changed. */
export function mergeValues(ours: Values, theirs: Values): Values {
  const merged = Object.entries(theirs).map(([key, value]) => {
    const own = Object.hasOwn(ours, key) ? ours[key] : undefined;
    return [key, isRecord(own) && isRecord(value) ? mergeValues(own, value) : value] as const;
  });
  return { ...ours, ...Object.fromEntries(merged) };
}
