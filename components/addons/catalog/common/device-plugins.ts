import { amiFamilyOf } from "../../../reference/ami-of-family";
import type { AmiFamily } from "../../../reference/ami-types";
import type { Accelerator } from "../../../reference/instance-families";
import type { NodePoolSettings } from "../../../settings/types";
import { acceleratorsOfPool, type StackProfile } from "../../stack-profile";

/** A pool of any kind, as far as device plugins depend on it. */
export interface DevicePool {
  readonly name: string;
  readonly family: AmiFamily;
  readonly taints: NodePoolSettings["taints"];
  /** Of a node pool; Karpenter's nodes have labels of their own. */
  readonly instanceTypes?: readonly string[];
}

/** Node pools, and pools of Karpenter, whose instances have an accelerator, or may have it because the settings name it. */
export function allPoolsWith(accelerator: Accelerator, { nodePools, karpenterPools }: StackProfile): readonly DevicePool[] {
  const groups = Object.entries(nodePools).filter(([, pool]) => acceleratorsOfPool(pool).includes(accelerator));
  return [
    ...groups.map(([name, { ami, taints, instanceTypes }]) => ({ name, family: amiFamilyOf(ami), taints, instanceTypes })),
    ...karpenterPools.filter(({ accelerators }) => accelerators.includes(accelerator)),
  ];
}

/** Those with NVIDIA GPUs whose AMIs have the driver but no device plugin: that of Bottlerocket is part of the AMI. */
export function poolsWithoutGpuPlugin(profile: StackProfile): readonly DevicePool[] {
  return allPoolsWith("nvidia", profile).filter(({ family }) => family === "al2023");
}

/** Tolerations of the usual taint of such nodes, and of the taints of these pools. */
export function acceleratorTolerations(usual: string, pools: readonly Pick<NodePoolSettings, "taints">[]) {
  const own = pools.flatMap(({ taints }) => taints.map(({ key, effect }) => ({ key, operator: "Exists", effect })));
  const all = [{ key: "CriticalAddonsOnly", operator: "Exists" }, { key: usual, operator: "Exists", effect: "NoSchedule" }, ...own];
  return [...new Map(all.map((toleration) => [JSON.stringify(toleration), toleration])).values()];
}
