import { estimateCost } from "../../plan/cost/estimate";
import type { PlannedResource } from "../../plan/types";

/** A planned resource with defaults for omitted properties; its id derives from its URN, as in the simulation. */
export function planned(given: Partial<PlannedResource> & Pick<PlannedResource, "type" | "name">): PlannedResource {
  const urn = given.urn ?? `urn:pulumi:dev::shop::${given.type}::${given.name}`;
  return {
    urn,
    custom: true,
    id: `id-of-${given.name}`,
    inputs: {},
    outputs: {},
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    deleteBeforeReplace: false,
    retainOnDelete: false,
    aliases: [],
    ...given,
  };
}

export function urnOf(type: string, name: string, stack = "dev"): string {
  return `urn:pulumi:${stack}::shop::${type}::${name}`;
}

/** The cost of nothing. */
export const noCost = estimateCost([]);
