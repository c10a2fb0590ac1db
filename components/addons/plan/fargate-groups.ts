import type { NamespaceGroup } from "../../util/fargate-selectors";
import type { AnyAddon } from "../addon";
import { addons as catalogAddons } from "../catalog";
import type { StackProfile } from "../stack-profile";

/** Maximum number of selectors in a Fargate profile. */
const mostSelectors = 5;

/** Has its own profile, for system pods. */
const system = "kube-system";

/**
 * Namespaces of a stack's add-ons if all pods run on Fargate, one profile per group. A profile is immutable: replacing it
 * restarts its pods. So add-ons of the catalog have fixed groups, and enabling or disabling one does not change the profile of others.
 */
export function fargateGroups(enabled: readonly AnyAddon[], profile: StackProfile): NamespaceGroup[] {
  if (!profile.fargateOnly) return [];
  const needed = new Set(enabled.filter((addon) => mayHavePods(addon, profile)).map(({ namespace }) => namespace));
  const fixed = chunks(namespacesOf(catalogAddons, profile));
  const others = [...needed].filter((namespace) => namespace !== system && !fixed.flat().includes(namespace));
  return [...fixed, ...others.map((namespace) => [namespace])]
    .map((namespaces) => ({
      key: `addons-${namespaces[0]}`,
      namespaces,
      needed: namespaces.filter((namespace) => needed.has(namespace)),
    }))
    .filter((group) => group.needed.length > 0);
}

/** In the order of the catalog, which is append-only. */
function namespacesOf(addons: readonly AnyAddon[], profile: StackProfile): string[] {
  const namespaces = addons.filter((addon) => addon.supportsFargate && mayHavePods(addon, profile)).map(({ namespace }) => namespace);
  return [...new Set(namespaces)].filter((namespace) => namespace !== system);
}

/** Whether it has pods in its namespace, with some options at least. */
function mayHavePods(addon: AnyAddon, profile: StackProfile): boolean {
  return addon.hasPods?.({}, profile) ?? true;
}

function chunks(namespaces: readonly string[]): string[][] {
  const count = Math.ceil(namespaces.length / mostSelectors);
  return Array.from({ length: count }, (_, index) => namespaces.slice(index * mostSelectors, (index + 1) * mostSelectors));
}
