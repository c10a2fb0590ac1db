import { didYouMean } from "../../util/did-you-mean";
import { autoModeNodePools } from "../schema/auto-mode";
import { issue, type Rule, type Stack } from "./rule";
import { acrossTeams, eachApplication } from "./team-rule";

/** Why a pool is none that a team or a tier can have for itself. */
export function unknownPool(pool: string, names: Stack["names"]): string {
  const other = ", and a team's own pool must be in `nodePools`; add one there, or remove this key";
  if (names.karpenterPools.includes(pool))
    return (
      `${pool} is a NodePool of Karpenter${other}, set \`taints\` and \`labels\` on \`addons.karpenter.nodePools.${pool}\`, and have the ` +
      "team's pods tolerate and select them"
    );
  if ((autoModeNodePools as readonly string[]).includes(pool)) return `${pool} is a node pool of Auto Mode${other}`;
  if (names.fargate.includes(pool)) return `${pool} is a Fargate profile, which selects pods by their namespace; remove this key`;
  return `unknown pool ${pool}${didYouMean(pool, names.nodePools) || "; add it to nodePools"}`;
}

const poolsKnown = eachApplication(
  ["nodePool"],
  function* ({ nodePool }, at, { names }) {
    if (nodePool !== undefined && !names.nodePools.includes(nodePool)) yield issue(at("nodePool"), unknownPool(nodePool, names));
  },
  ["nodePools[]", "names"],
);

/** A pool has one owner, whose taint it carries. */
const poolsOwnedOnce = acrossTeams(function* (teams) {
  const owners = new Map<string, string>();
  for (const { name, at, team } of teams) {
    const pool = team.nodePool;
    if (pool === undefined) continue;
    const owner = owners.get(pool);
    if (owner !== undefined) yield issue(at("nodePool"), `${pool} already belongs to team ${owner}; create one pool for each`);
    else owners.set(pool, name);
  }
});

export const teamPoolRules: readonly Rule[] = [poolsKnown, poolsOwnedOnce];
