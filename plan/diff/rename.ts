import { mapValues } from "../../components/util/map-values";
import { isList, Reference, Secret, type Value } from "../types";

/** A function that replaces former strings with new ones, at any depth of a value. */
export function renameTexts(texts: ReadonlyMap<string, string>): (value: Value) => Value {
  if (texts.size === 0) return (value) => value;
  const longestFirst = [...texts.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
  const text = (old: string) => old.replace(pattern, (found) => texts.get(found)!);
  const rename = (value: Value): Value => {
    if (typeof value === "string") return text(value);
    if (value instanceof Secret) return new Secret(rename(value.value));
    if (value instanceof Reference) return new Reference(text(value.urn), value.id);
    if (value === null || typeof value !== "object") return value;
    return isList(value) ? value.map(rename) : mapValues(value, (_, item) => rename(item));
  };
  return rename;
}
