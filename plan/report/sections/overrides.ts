import type { Inventory } from "../inventory";
import { type Block, table } from "../layout";

/** Properties that section `overrides` sets or removes. */
export function overrides({ all }: Inventory): Block[] {
  return table(all.flatMap(({ name, type, overridden }) => (overridden ? [[name, type, overridden.join(", ")]] : [])));
}
