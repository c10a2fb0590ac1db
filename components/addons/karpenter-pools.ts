import type { Accelerator } from "../reference/instance-families";
import type { NodePoolSettings } from "../settings/types";
import { isRecord } from "../util/is-record";
import { acceleratorsOf } from "../util/karpenter/instances";

/** What add-ons know of a pool of Karpenter. */
export interface KarpenterPool {
  readonly accelerators: readonly Accelerator[];
  readonly taints: NodePoolSettings["taints"];
}

/** @param options of Karpenter; anything else has no pools */
export function karpenterPoolsOf(options: unknown): KarpenterPool[] {
  const pools = isRecord(options) && isRecord(options.nodePools) ? Object.values(options.nodePools).filter(isRecord) : [];
  return pools.map((pool) => ({ accelerators: acceleratorsOf(pool), taints: (pool.taints ?? []) as NodePoolSettings["taints"] }));
}
