// Stack files with the changes of rows of the table, merged over the settings of a stack.
import { parse, stringify } from "yaml";
import { isRecord } from "../../../components/util/is-record";

/** Changes by section, merged key by key; `null` removes a key. Lists and other values are replaced. */
export type Patch = Readonly<Record<string, unknown>>;

/** The text of a stack file with changes. Keys without a namespace belong to eks-blueprints. */
export function patched(text: string, ...patches: readonly Patch[]): string {
  const file = parse(text) as { config: Record<string, unknown> };
  const config = patches.map(namespaced).reduce((sum, patch) => merged(sum, patch), file.config);
  return stringify({ ...file, config });
}

function namespaced(patch: Patch): Patch {
  return Object.fromEntries(Object.entries(patch).map(([key, value]) => [key.includes(":") ? key : `eks-blueprints:${key}`, value]));
}

function merged(base: Record<string, unknown>, patch: Patch): Record<string, unknown> {
  const sum = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete sum[key];
    else sum[key] = isRecord(value) ? merged(isRecord(sum[key]) ? sum[key] : {}, value) : value;
  }
  return sum;
}
