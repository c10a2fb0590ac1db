import type { AnyAddon } from "./contract";
import { noCapacity, type StackFacts } from "./facts";

/** Why an add-on makes no sense for a stack, and the way out. */
export interface Misfit {
  readonly message: string;
  /** Whether asking for it is an error, or it is only left out by itself. */
  readonly refused: boolean;
  /** Whether a user would miss it. */
  readonly warn?: boolean;
  /** Whether the cluster has it all the same. */
  readonly provided?: boolean;
}

/** Whether, and why, an add-on makes no sense for a stack. */
export function misfit(addon: AnyAddon, facts: StackFacts): Misfit | undefined {
  const own = addon.unfit?.(facts);
  if (own) return { message: own, refused: true };
  if (noCapacity(facts) && addon.requires.includes("nodes")) {
    const message = "has nothing to run on, and would wait for ever; add `nodePools`, `fargate` or `cluster.autoMode`";
    return { message, refused: true }; // that the stack has no capacity is said elsewhere
  }
  if (facts.fargateOnly && !addon.fargate) {
    const message = "cannot run where Fargate runs all pods, because it needs a DaemonSet; remove the key, or add a pool to `nodePools`";
    return { message, refused: true };
  }
  if (addon.inAutoMode && facts.autoMode && !facts.nodes) {
    return addon.fargate && facts.fargate.length > 0
      ? {
          message: `EKS Auto Mode has its own for its nodes alone; set \`${addon.name}: true\` if pods on Fargate need it`,
          refused: false,
          warn: true,
        }
      : { message: "is part of EKS Auto Mode; remove the key, or add a pool of your own to `nodePools`", refused: true, provided: true };
  }
  return undefined;
}
