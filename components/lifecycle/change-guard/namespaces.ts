// Namespaces that move between teams. The state has each namespace under its team, so the new one would be created while the old one
// exists.
import type { GuardedFacts } from "./stack-facts";
import type { BlockedChange } from "./types";

/** A blocked change for each team that would get another team's namespace. */
export function movedNamespaces({ namespaces: before }: GuardedFacts, { namespaces: after }: GuardedFacts): BlockedChange[] {
  const moves = Object.entries(after ?? {}).flatMap(([namespace, to]) => {
    const from = before?.[namespace];
    return from === undefined || from === to ? [] : [{ namespace, from, to }];
  });
  return [...new Set(moves.map(({ to }) => to))].map((to) => blockedChange(to, moves));
}

function blockedChange(
  team: string,
  moves: readonly { readonly namespace: string; readonly from: string; readonly to: string }[],
): BlockedChange {
  const own = moves.filter(({ to }) => to === team);
  const list = own.map(({ namespace, from }) => `${namespace} of team ${from}`).join(", ");
  const names = own.map(({ namespace }) => namespace).join(", ");
  return {
    path: `eks-blueprints:teams.${team}.namespaces`,
    reason: `${list} -> team ${team}: a namespace cannot move to another team; it would be created before the old one is deleted`,
    fix: `give team ${team} new namespaces, or remove ${names} with one \`pulumi up\`, which deletes its workloads, and add it with the next`,
  };
}
