import type { GuardedFacts } from "./stack-facts";
import type { BlockedChange } from "./types";

/** Subnets have addresses by their positions in a list: an entry that moves would take those of another one that is still in use. */
export function movedSubnets({ network: before }: GuardedFacts, { network: after }: GuardedFacts): BlockedChange[] {
  return (["localZones", "isolatedSubnets"] as const).flatMap((key) => {
    const [was, is] = [before?.[key] ?? [], after?.[key] ?? []];
    const at = was.findIndex((entry, position) => entry !== is[position]);
    if (at === -1 || at >= is.length) return [];
    return [
      {
        path: `eks-blueprints:network.${key}`,
        reason: `${was.join(", ")} -> ${is.join(", ")}: addresses depend on the order, and those of ${was[at]} are in use until its subnets are deleted`,
        fix: `keep the order, and add others at the end; or remove ${was.slice(at).join(", ")} with one \`pulumi up\`, and add others with the next`,
      },
    ];
  });
}
