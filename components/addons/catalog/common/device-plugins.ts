import type { Accelerator } from "../../../reference/instance-families";
import type { NodePoolSettings } from "../../../settings/types";
import { acceleratorsOfPool, type StackProfile } from "../../stack-profile";

/** Node pools whose instances have an accelerator. */
export function poolsWith(accelerator: Accelerator, { nodePools }: StackProfile): readonly NodePoolSettings[] {
  return Object.values(nodePools).filter((pool) => acceleratorsOfPool(pool).includes(accelerator));
}

/** Tolerations of the usual taint of such nodes, and of the taints of these pools. */
export function acceleratorTolerations(usual: string, pools: readonly NodePoolSettings[]) {
  const own = pools.flatMap(({ taints }) => taints.map(({ key, effect }) => ({ key, operator: "Exists", effect })));
  const all = [{ key: "CriticalAddonsOnly", operator: "Exists" }, { key: usual, operator: "Exists", effect: "NoSchedule" }, ...own];
  return [...new Map(all.map((toleration) => [JSON.stringify(toleration), toleration])).values()];
}
