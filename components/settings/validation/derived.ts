import type { InvalidPaths } from "./invalid";

/** What of a stack follows from other parts of it. */
export const derived: Readonly<Record<string, readonly string[]>> = {
  regionFacts: ["region"],
  "names.nodePools": ["nodePools"],
  "names.fargate": ["fargate"],
  "names.teams": ["teams", "tenants.names", "tenants.tiers"],
  "names.platformTeams": ["teams"],
  "names.autoModePools": ["cluster.autoMode.pools"],
};

/** The same of add-ons, which are parsed later. */
export const derivedOfAddons: typeof derived = {
  "names.karpenterPools": ["addons.karpenter.nodePools"],
  karpenter: ["addons.karpenter"],
  internalAlb: ["addons.aws-load-balancer-controller.sharedAlb.scheme"],
};

/** Marks as invalid what follows from something invalid. */
export function markDerived(invalid: InvalidPaths, parts: typeof derived): void {
  for (const [part, sources] of Object.entries(parts))
    if (sources.some((source) => invalid.at(source.split(".")))) invalid.add(part.split("."));
}
