import type { CustomOptions } from "./options";

/** Namespace of a custom add-on. */
export function namespaceOf(name: string, { namespace = name }: CustomOptions): string {
  return namespace;
}

/** Namespaces among an add-on's own objects. */
export function describedNamespaces({ manifests = [] }: CustomOptions): string[] {
  return manifests.filter(({ apiVersion, kind }) => apiVersion === "v1" && kind === "Namespace").map(({ metadata }) => metadata.name);
}
