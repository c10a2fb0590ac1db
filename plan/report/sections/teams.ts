import { type Inventory, record, text, texts } from "../inventory";
import type { DocumentResource } from "../json";
import { type Row, table } from "../table";

/** Who the teams are: what they may do, where, and within which bounds. */
export function teams(inventory: Inventory): string[] {
  const platform = inventory
    .ofType("eks-blueprints:index:PlatformTeam")
    .map(({ outputs }): Row => [text(outputs.team), "cluster admin", "whole cluster", "", ""]);
  const application = inventory.ofType("eks-blueprints:index:ApplicationTeam").map(row);
  const heading =
    platform.length + application.length > 0 ? [["team", "access level", "namespaces", "network", "quota of each namespace"]] : [];
  return table([...heading, ...platform, ...application]);
}

function row({ outputs }: DocumentResource): Row {
  const quota = Object.entries(record(outputs.quota)).map(([resource, amount]) => `${resource} ${text(amount)}`);
  return [text(outputs.team), text(outputs.accessLevel), texts(outputs.namespaces), text(outputs.network), quota.join(", ") || "none"];
}
