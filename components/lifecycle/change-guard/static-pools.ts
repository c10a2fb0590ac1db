// Pools of Karpenter and of Auto Mode with a fixed number of nodes. The API server refuses a change between a fixed and a variable number (rule of the
// NodePool CRD): `pulumi up` would fail after other resources have changed.
import type { GuardedFacts } from "./stack-facts";
import type { BlockedChange } from "./types";

/** A blocked change for each pool that would change. */
export function changedPools(before: GuardedFacts, after: GuardedFacts): BlockedChange[] {
  return Object.entries(after.staticPools ?? {}).flatMap(([path, is]) => {
    const was = before.staticPools?.[path];
    if (was === undefined || was === is) return [];
    const reason = `${was ? "a fixed number of nodes -> as many as pods need" : "as many nodes as pods need -> a fixed number"}: Karpenter does not change a NodePool so`;
    return [
      {
        path: `eks-blueprints:${path}.replicas`,
        reason,
        fix: `${was ? "keep" : "remove"} \`replicas\`, or add a pool with another name and then remove this one`,
      },
    ];
  });
}
