import { estimateCost } from "../../plan/cost/estimate";

export { plannedResource as planned } from "../../policy/planned-resource";

export function urnOf(type: string, name: string, stack = "dev"): string {
  return `urn:pulumi:${stack}::shop::${type}::${name}`;
}

/** The cost of nothing. */
export const noCost = estimateCost([]);
