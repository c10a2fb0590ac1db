import { isList, Reference, Secret, UNKNOWN, type Value } from "./planned-resource";

/** A property that is not set. */
export type Property = Value | undefined;

function unwrap(value: Property): Property {
  return value instanceof Secret ? unwrap(value.value) : value === null ? undefined : value;
}

/**
 * A property at a path: UNKNOWN where it or something that holds it is unknown, undefined where it is not set (or null). Secrets are unwrapped, so
 * that rules can validate them; messages must not repeat them.
 */
export function at(value: Property, ...path: readonly (string | number)[]): Property {
  let found = unwrap(value);
  for (const key of path) {
    if (found === undefined || found === UNKNOWN) return found;
    if (typeof found !== "object" || found instanceof Reference) return undefined;
    found = unwrap((found as Readonly<Record<string | number, Value>>)[key]);
  }
  return found;
}

/** The items of a list, a single value as one item; undefined where the list or one of its items is unknown. */
export function itemsOf(value: Property): readonly Value[] | undefined {
  const list = unwrap(value);
  if (list === UNKNOWN) return undefined;
  if (list === undefined) return [];
  const items = (isList(list) ? list : [list]).map(unwrap);
  return items.includes(UNKNOWN) ? undefined : items.filter((item) => item !== undefined);
}

/** The items of a list that are known. */
export function knownItems(value: Property): readonly Value[] {
  const list = unwrap(value);
  if (list === undefined || list === UNKNOWN) return [];
  return (isList(list) ? list : [list]).map(unwrap).filter((item): item is Value => item !== undefined && item !== UNKNOWN);
}

export function isText(value: Property): value is string {
  return typeof value === "string";
}

/** Whether a flag is on; providers take `"true"` for some. */
export function isOn(value: Property): boolean {
  return value === true || value === "true";
}

/** Whether a flag is off or not set: false for one that is unknown. */
export function isOff(value: Property): boolean {
  return value === undefined || value === false || value === "false";
}

/** A map's entries; none where it is unknown. */
export function entriesOf(value: Property): readonly (readonly [key: string, value: Property])[] {
  const map = unwrap(value);
  if (typeof map !== "object" || map === null || isList(map) || map instanceof Reference || map instanceof Secret) return [];
  return Object.entries(map).map(([key, item]) => [key, unwrap(item)]);
}
