import type { NamespaceGroup } from "../../util/fargate-selectors";
import type { AnyAddon } from "../addon";
import { addons as catalogued } from "../catalog";
import type { StackProfile } from "../stack-profile";

/** EKS takes so many selectors in a profile. */
const mostSelectors = 5;

/** Has a profile of its own, for the cluster's own pods. */
const system = "kube-system";

/**
 * Namespaces that a stack's add-ons need on Fargate where all pods run there, a profile for each group. A profile cannot change: its pods
 * would have to start anew. So those of the catalogue lie in fixed groups, and turning an add-on on or off touches no profile that others use.
 */
export function fargateGroups(enabled: readonly AnyAddon[], profile: StackProfile): NamespaceGroup[] {
  if (!profile.fargateOnly) return [];
  const needed = new Set(enabled.map(({ namespace }) => namespace));
  const fixed = chunks(namespacesOf(catalogued));
  const others = [...needed].filter((namespace) => namespace !== system && !fixed.flat().includes(namespace));
  return [...fixed, ...others.map((namespace) => [namespace])]
    .map((namespaces) => ({
      key: `addons-${namespaces[0]}`,
      namespaces,
      needed: namespaces.filter((namespace) => needed.has(namespace)),
    }))
    .filter((group) => group.needed.length > 0);
}

/** In the catalogue's order, which only grows at its end. */
function namespacesOf(addons: readonly AnyAddon[]): string[] {
  const namespaces = addons.filter(({ supportsFargate }) => supportsFargate).map(({ namespace }) => namespace);
  return [...new Set(namespaces)].filter((namespace) => namespace !== system);
}

function chunks(namespaces: readonly string[]): string[][] {
  const count = Math.ceil(namespaces.length / mostSelectors);
  return Array.from({ length: count }, (_, index) => namespaces.slice(index * mostSelectors, (index + 1) * mostSelectors));
}
