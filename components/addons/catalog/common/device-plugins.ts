import type { Accelerator } from "../../../reference/instance-families";
import type { NodePoolSettings } from "../../../settings/types";
import { acceleratorsOfPool, type StackProfile } from "../../stack-profile";

/** Node pools whose instances have an accelerator. */
export function poolsWith(accelerator: Accelerator, { nodePools }: StackProfile): readonly NodePoolSettings[] {
  return Object.values(nodePools).filter((pool) => acceleratorsOfPool(pool).includes(accelerator));
}

/** Node pools, and pools of Karpenter, whose instances have an accelerator. */
export function allPoolsWith(accelerator: Accelerator, profile: StackProfile): readonly Pick<NodePoolSettings, "taints">[] {
  const started = profile.karpenterPools.filter(({ accelerators }) => accelerators.includes(accelerator));
  return [...poolsWith(accelerator, profile), ...started.map(({ taints }) => ({ taints: [...taints] }))];
}

/** Tolerations of the usual taint of such nodes, and of the taints of these pools. */
export function acceleratorTolerations(usual: string, pools: readonly Pick<NodePoolSettings, "taints">[]) {
  const own = pools.flatMap(({ taints }) => taints.map(({ key, effect }) => ({ key, operator: "Exists", effect })));
  const all = [{ key: "CriticalAddonsOnly", operator: "Exists" }, { key: usual, operator: "Exists", effect: "NoSchedule" }, ...own];
  return [...new Map(all.map((toleration) => [JSON.stringify(toleration), toleration])).values()];
}
