import { naturalOrder } from "../../../components/util/natural-order";
import { type Inventory, record, text, texts } from "../inventory";
import type { DocumentResource } from "../json";
import { type Block, type Row, table, together } from "../layout";

/** Teams with their permissions, namespaces and limits. */
export function teams(inventory: Inventory): Block[] {
  const platform = inventory
    .ofType("eks-blueprints:index:PlatformTeam")
    .map(({ outputs }): Row => [text(outputs.team), "cluster admin", "whole cluster", "", ""]);
  const application = inventory.ofType("eks-blueprints:index:ApplicationTeam").map(row);
  const byName = ([a]: Row, [b]: Row) => naturalOrder(a!, b!);
  return table([...platform.sort(byName), ...application.sort(byName)], {
    header: ["team", "access level", "namespaces", "network", "quota of each namespace"],
  });
}

function row({ outputs }: DocumentResource): Row {
  const quota = Object.entries(record(outputs.quota)).map(([resource, amount]) => together(`${resource} ${text(amount)}`));
  return [text(outputs.team), text(outputs.accessLevel), texts(outputs.namespaces), text(outputs.network), quota.join(", ") || "none"];
}
