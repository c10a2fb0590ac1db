import { didYouMean } from "../../util/did-you-mean";
import { issue, type Rule, type Stack } from "./rule";
import { acrossTeams, eachApplication } from "./team-rule";

function unknownPool(pool: string, { nodePools, karpenterPools }: Stack["names"]): string {
  return karpenterPools.includes(pool)
    ? `${pool} is a NodePool of Karpenter, and a team's own pool must be in \`nodePools\`; add one there, or remove this key, set \`taints\` and \`labels\` on ` +
        `\`addons.karpenter.nodePools.${pool}\`, and have the team's pods tolerate and select them`
    : `unknown pool ${pool}${didYouMean(pool, nodePools) || "; add it to nodePools"}`;
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
