// Pools of Karpenter and of Auto Mode whose nodes use AWS resources of the pool: a security group for EFA, a placement group, the role of Windows nodes. A change
// of the NodeClass replaces nodes only afterwards, within disruption budgets, and AWS deletes no resource in use: `pulumi up` would fail, or cut nodes off.
import type { GuardedFacts } from "./stack-facts";
import type { BlockedChange } from "./types";

/** A blocked change for each pool that would give up such a resource while its nodes run. */
export function boundPools(before: GuardedFacts, after: GuardedFacts): BlockedChange[] {
  const remaining = after.staticPools ?? {};
  return Object.entries(before.boundPools ?? {}).flatMap(([path, bound]) =>
    Object.entries(bound).flatMap(([key, was]) => {
      const is = after.boundPools?.[path]?.[key];
      if (!Object.hasOwn(remaining, path) || is === was) return [];
      return [
        {
          path: `eks-blueprints:${path}.${key}`,
          reason: `${was} -> ${is ?? "another value"}: running nodes need it until they are replaced, which is after \`pulumi up\``,
          fix: "keep it, or add a pool with another name and then remove this one",
        },
      ];
    }),
  );
}
