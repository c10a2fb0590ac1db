import { type Inventory, text } from "../inventory";
import { type Row, table } from "../table";

/** What is installed in the clusters, and which version of it. */
export function addons(inventory: Inventory): string[] {
  const managed = inventory
    .ofType("aws:eks/addon:Addon")
    .map(({ inputs }): Row => [text(inputs.addonName), text(inputs.addonVersion) || "chosen by AWS", "EKS add-on"]);
  const charts = inventory
    .ofType("kubernetes:helm.sh/v3:Release")
    .map(
      ({ inputs, name }): Row => [
        text(inputs.name) || name,
        text(inputs.version),
        `chart ${text(inputs.chart)} in ${text(inputs.namespace) || "default"}`,
      ],
    );
  return table([...managed, ...charts].sort(([a], [b]) => (a! < b! ? -1 : 1)));
}
