import { eksAddonNamespace } from "./eks-addons";
import type { CustomOptions } from "./options";

/** Namespace of a custom add-on. */
export function namespaceOf(name: string, { namespace, eksAddon }: CustomOptions): string {
  return namespace ?? (eksAddon === undefined ? name : (eksAddonNamespace(eksAddon) ?? "kube-system"));
}

/** Namespaces among an add-on's own objects. */
export function describedNamespaces({ manifests = [] }: CustomOptions): string[] {
  return manifests.filter(({ apiVersion, kind }) => apiVersion === "v1" && kind === "Namespace").map(({ metadata }) => metadata.name);
}
