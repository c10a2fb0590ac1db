import type { AmiFamily } from "../reference/ami-types";
import type { Accelerator } from "../reference/instance-families";
import type { NodePoolSettings } from "../settings/types";
import { isRecord } from "../util/is-record";
import { acceleratorsOf } from "../util/karpenter/instances";

/** What add-ons know of a pool of Karpenter. */
export interface KarpenterPool {
  /** Key of the pool. */
  readonly name: string;
  /** Operating system of its nodes. */
  readonly family: AmiFamily;
  /** Accelerators of its instance types. */
  readonly accelerators: readonly Accelerator[];
  /** Whether its nodes have EFA interfaces. */
  readonly efa: boolean;
  /** Taints of its nodes. */
  readonly taints: NodePoolSettings["taints"];
}

/** @param options of Karpenter; anything else has no pools */
export function karpenterPoolsOf(options: unknown): KarpenterPool[] {
  const pools = isRecord(options) && isRecord(options.nodePools) ? Object.entries(options.nodePools) : [];
  return pools.flatMap(([name, pool]) => {
    if (!isRecord(pool)) return [];
    const { ami = "al2023", taints = [], efa = false } = pool;
    const accelerators = acceleratorsOf(pool);
    return [{ name, family: ami as AmiFamily, accelerators, efa: efa === true, taints: taints as NodePoolSettings["taints"] }];
  });
}
