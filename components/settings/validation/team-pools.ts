import type { AutoMode } from "../../util/capacity-profile";
import { ownerTaint, type PoolOwner } from "../../util/pool-owners";

/** What the nodes of a pool of any kind have. */
interface Pool {
  readonly labels: Record<string, string>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
}

/** Pools with the label and taint of their owners: node pools, those of Karpenter, or those of Auto Mode. */
export function ownedPools<P extends Pool>(pools: Readonly<Record<string, P>>, owners: ReadonlyMap<string, PoolOwner>): Record<string, P> {
  const owned = { ...pools };
  for (const [pool, owner] of owners) {
    if (!Object.hasOwn(pools, pool)) continue;
    const own = pools[pool]!;
    owned[pool] = { ...own, labels: { ...own.labels, [owner.key]: owner.value }, taints: [...own.taints, ownerTaint(owner)] };
  }
  return owned;
}

/** Auto Mode whose pools have the label and taint of their owners. */
export function ownedAutoMode<A extends AutoMode<Pool>>(autoMode: A, owners: ReadonlyMap<string, PoolOwner>): A {
  return typeof autoMode === "object" && autoMode.pools ? { ...autoMode, pools: ownedPools(autoMode.pools, owners) } : autoMode;
}
