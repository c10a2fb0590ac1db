import type { AnyAddon } from "../contract";
import type { CustomAddons, CustomOptions } from "./options";

/** Namespaces that every cluster has. */
const given = ["default", "kube-system", "kube-public", "kube-node-lease"];

/** Namespace of an add-on of the user's own. */
export function namespaceOf(name: string, { namespace = name }: CustomOptions): string {
  return namespace;
}

/**
 * Whether objects need their namespace made: not where every cluster has it, or an add-on that they require brings it. Helm makes its own,
 * and never deletes them.
 */
export function makesNamespace(name: string, options: CustomOptions, custom: CustomAddons, known: readonly AnyAddon[]): boolean {
  const namespace = namespaceOf(name, options);
  if (options.manifests === undefined || given.includes(namespace)) return false;
  const others = [...Object.entries(custom).map(([other, its]) => ({ name: other, namespace: namespaceOf(other, its) })), ...known];
  return !others.some((other) => options.requires.includes(other.name) && other.namespace === namespace);
}
