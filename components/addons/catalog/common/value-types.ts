import { isRecord } from "../../../util/is-record";
import type { Values } from "../../addon";

/**
 * The first entry of a map in `values` that is no string, where the schema of the EKS add-on accepts only strings.
 * @param map keys of the map, such as `["env"]`
 */
export function nonStringIssue(values: Values, map: readonly string[]): string | undefined {
  const entries = map.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), values);
  if (!isRecord(entries)) return undefined;
  const wrong = Object.entries(entries).find(([, value]) => typeof value !== "string");
  if (!wrong) return undefined;
  const [key, value] = wrong;
  return `\`values.${[...map, key].join(".")}\`: the EKS add-on accepts only strings, found ${JSON.stringify(value)}; write "${String(value)}"`;
}
