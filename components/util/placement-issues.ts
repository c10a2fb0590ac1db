// What pools of any kind cannot be with EFA interfaces or in a placement group.
import { efaInterfaces } from "../reference/efa";
import { listed } from "./did-you-mean";

/** Instances of a spread placement group that can run in one zone. Source: EC2 user guide, placement groups (2026). */
export const spreadInstancesPerZone = 7;

/** Whether no instance of a family can start in a cluster placement group. Source: EC2 user guide, placement strategies (2026). */
export function excludedFromClusterGroup(family: string): boolean {
  return /^(t\d|mac|m7i-flex$)/.test(family);
}

/** Why instance types cannot have EFA interfaces by one description of them: none at all, or on different network cards. With the position of the type, if it is one. */
export function* efaTypeIssues(instanceTypes: readonly string[]): Iterable<{ readonly position?: number; readonly message: string }> {
  const alike = new Map<string, { cards: number; types: string[] }>();
  for (const [position, type] of instanceTypes.entries()) {
    const interfaces = efaInterfaces(type);
    if (!interfaces)
      yield {
        position,
        message: `${type} has no Elastic Fabric Adapter, or is newer than the table of types that have it; choose a type such as c7gn.16xlarge or p5.48xlarge`,
      };
    else {
      const key = JSON.stringify(interfaces);
      alike.set(key, { cards: interfaces.length, types: [...(alike.get(key)?.types ?? []), type] });
    }
  }
  if (alike.size < 2) return;
  const found = listed([...alike.values()].map(({ cards, types }) => `${cards} (${types.join(", ")})`));
  yield {
    message: `expected types with the same network cards, on which EFA interfaces are, found ${found}; create one pool for each`,
  };
}
