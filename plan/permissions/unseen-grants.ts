import type { ResourceIndex } from "./resource-index";
import type { Permissions } from "./types";

/** What creates service accounts, roles and bindings that the plan does not show. */
export function unseenGrants(index: ResourceIndex): Permissions["unknown"] {
  const releases = index.resources.filter(({ type }) => /^kubernetes:helm\.sh\/[^:]+:(Release|Chart)$/.test(type));
  return [
    ...releases.map(({ urn }) => ({ urn, reason: "service accounts, roles and bindings of the chart" })),
    ...index.ofType("aws:eks/addon:Addon").map(({ urn }) => ({ urn, reason: "service accounts, roles and bindings of the EKS add-on" })),
  ];
}
