import { naturalOrder } from "../../../components/util/natural-order";
import { type Inventory, text } from "../inventory";
import { type Block, type Row, table } from "../layout";
import { clusterType } from "./cluster";

/** Installed add-ons with their versions. */
export function addons(inventory: Inventory): Block[] {
  const several = inventory.ofType(clusterType).length > 1;
  const managed = inventory
    .ofType("aws:eks/addon:Addon")
    .map(({ inputs, name }): Row => [several ? name : text(inputs.addonName), text(inputs.addonVersion) || "chosen by AWS", "EKS add-on"]);
  const charts = inventory
    .ofType("kubernetes:helm.sh/v3:Release")
    .map(
      ({ inputs, name }): Row => [
        text(inputs.name) || name,
        text(inputs.version),
        `chart ${text(inputs.chart)} in ${text(inputs.namespace) || "default"}`,
      ],
    );
  return table([...managed, ...charts].sort(([a], [b]) => naturalOrder(a!, b!)));
}
