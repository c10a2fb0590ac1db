import { didYouMean } from "../../util/did-you-mean";
import { autoModeNodePools } from "../schema/auto-mode";
import { issue, type Rule, type Stack, type View } from "./rule";
import { acrossTeams, eachApplication } from "./team-rule";

/** Why a team or a tier cannot have a pool for itself, or nothing: one of `nodePools`, of Karpenter or of Auto Mode can have its label and taint. */
export function ownPoolIssue(pool: string, names: Stack["names"]): string | undefined {
  const [ofGroups, ofKarpenter] = [names.nodePools.includes(pool), names.karpenterPools.includes(pool)];
  if (ofGroups && ofKarpenter) return `${pool} is a pool of \`nodePools\` and one of Karpenter; give one of them another name`;
  if (ofGroups || ofKarpenter || names.autoModePools.includes(pool)) return undefined;
  if ((autoModeNodePools as readonly string[]).includes(pool))
    return `${pool} is a node pool of EKS, which all share; add a pool to \`cluster.autoMode.pools\`, or remove this key`;
  if (names.fargate.includes(pool)) return `${pool} is a Fargate profile, which selects pods by their namespace; remove this key`;
  const known = [...names.nodePools, ...names.karpenterPools, ...names.autoModePools];
  return `unknown pool ${pool}${didYouMean(pool, known) || "; add it to nodePools"}`;
}

/** Why a team or a tier cannot have a pool of Karpenter for itself, or nothing: the stack does not create those of a repository. */
export function gitopsPoolIssue(pool: string, { names, gitops }: View<"names" | "gitops.addons">): string | undefined {
  const installed = gitops ? gitops.addons : [];
  if (!installed.includes("karpenter") || !names.karpenterPools.includes(pool) || ownPoolIssue(pool, names)) return undefined;
  return `${pool} is a NodePool of Karpenter, which GitOps installs; give it label and taint in the repository, and remove this key`;
}

const poolsKnown = eachApplication(
  ["nodePool"],
  function* ({ nodePool }, at, { names }) {
    const message = nodePool !== undefined && ownPoolIssue(nodePool, names);
    if (message) yield issue(at("nodePool"), message);
  },
  ["nodePools[]", "names"],
);

const poolsOfStack = eachApplication(
  ["nodePool"],
  function* ({ nodePool }, at, stack) {
    const message = nodePool !== undefined && gitopsPoolIssue(nodePool, stack);
    if (message) yield issue(at("nodePool"), message);
  },
  ["names", "gitops.addons"],
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

export const teamPoolRules: readonly Rule[] = [poolsKnown, poolsOfStack, poolsOwnedOnce];
