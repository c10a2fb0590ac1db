import { z } from "zod";
import { listed } from "../../../util/did-you-mean";
import { type Addon, eksAddon } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { commonOptions } from "../common/options";

const options = z.strictObject(commonOptions.managed);

/** EKS node monitoring agent: reports unhealthy nodes, which `repair` of a managed pool then replaces. It tolerates every taint by default. */
export const eksNodeMonitoringAgent: Addon<z.output<typeof options>> = {
  name: "eks-node-monitoring-agent",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  supportsFargate: false,
  providedByAutoMode: true,
  byDefault: (profile) => (poolsWithOverrides(profile).length > 0 ? {} : undefined),
  whenDisabled: (profile) => {
    const pools = poolsWithOverrides(profile);
    if (pools.length === 0) return undefined;
    return {
      allowed: true,
      message: `nobody reports the reasons of \`repair.overrides\` (pool ${listed(pools)}) until the agent is installed by other means`,
      fix: "remove the key, or the overrides",
    };
  },
  install: () => [eksAddon("eks-node-monitoring-agent")],
};

function poolsWithOverrides({ nodePools }: StackProfile): string[] {
  return Object.keys(nodePools).filter((name) => {
    const { repair } = nodePools[name]!;
    return typeof repair === "object" && repair.enabled && repair.overrides !== undefined;
  });
}
