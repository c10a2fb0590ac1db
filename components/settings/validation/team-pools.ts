import { ownerTaint, type PoolOwner } from "../../util/pool-owners";
import type { NodePoolSettings } from "../types";

/** Pools with the label and taint of their owners. */
export function ownedPools(
  pools: Readonly<Record<string, NodePoolSettings>>,
  owners: ReadonlyMap<string, PoolOwner>,
): Record<string, NodePoolSettings> {
  const owned = { ...pools };
  for (const [pool, owner] of owners) {
    if (!Object.hasOwn(pools, pool)) continue;
    const own = pools[pool]!;
    owned[pool] = { ...own, labels: { ...own.labels, [owner.key]: owner.value }, taints: [...own.taints, ownerTaint(owner)] };
  }
  return owned;
}
