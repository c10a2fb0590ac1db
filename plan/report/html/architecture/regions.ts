import { naturalOrder } from "../../../../components/util/natural-order";
import { type Inventory, text } from "../../inventory";

/** Regions of the AWS providers, such as `eu-west-1`. */
export function regions(inventory: Inventory): string[] {
  const all = inventory.ofType("pulumi:providers:aws").map(({ inputs }) => text(inputs.region));
  return [...new Set(all)].filter(Boolean).sort(naturalOrder);
}
