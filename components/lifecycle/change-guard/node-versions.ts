// Versions of node pools. EKS cannot downgrade a node group: `pulumi up` would fail after other resources have changed.
import { minorOf } from "../../util/kubernetes-version";
import type { GuardedFacts } from "./stack-facts";
import type { BlockedChange } from "./types";

/** A blocked change for each pool whose nodes would get an older version. None where the control plane would, which is blocked itself. */
export function nodeDowngrades(before: GuardedFacts, after: GuardedFacts): BlockedChange[] {
  if (older(before.cluster?.version, after.cluster?.version)) return [];
  return Object.entries(after.nodeVersions ?? {}).flatMap(([pool, is]) => {
    const was = before.nodeVersions?.[pool];
    if (!older(was, is)) return [];
    return [
      {
        path: `eks-blueprints:nodePools.${pool}.version`,
        reason: `${was} -> ${is}: EKS cannot downgrade a node group`,
        fix: `keep "${was}", or add a second pool with "${is}" and then remove this one`,
      },
    ];
  });
}

function older(before: string | undefined, after: string | undefined): boolean {
  const [was, is] = [minorOf(before), minorOf(after)];
  return was !== undefined && is !== undefined && is < was;
}
