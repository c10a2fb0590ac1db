import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { AnyAddon } from "../addon";

/** Namespaces that every cluster has. */
const builtInNamespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

/** The stack's namespace resource for an add-on: none if the namespace exists already. */
export type NamespaceOf = (
  namespace: string,
  opts: { readonly parent: pulumi.Resource; readonly dependsOn: pulumi.Resource[] },
) => pulumi.Resource[];

/**
 * The namespaces of a stack's add-ons: separate resources that no add-on owns. Each is created for its first add-on, and
 * deleted after its last. Namespaces that EKS or Helm would create are included, because neither deletes them.
 * @param wanted all add-ons of the stack
 * @param opts parent, and provider of the cluster
 */
export function namespacesOf(
  environment: string,
  wanted: readonly AnyAddon[],
  opts: { readonly parent?: pulumi.Resource; readonly provider: pulumi.ProviderResource },
): NamespaceOf {
  const there = new Set([...builtInNamespaces, ...wanted.flatMap(({ existingNamespaces = [] }) => existingNamespaces)]);
  const created = new Map<string, k8s.core.v1.Namespace>();
  return (namespace, { parent, dependsOn }) => {
    if (there.has(namespace)) return [];
    if (!created.has(namespace)) {
      // The namespace has the add-on's dependencies: at destroy, nodes and controllers exist until its last pod is deleted.
      // Some add-ons owned theirs in earlier releases. Aliased by URN: the SDK walks the whole object graph of a resource in an alias.
      const options = { ...opts, dependsOn, aliases: [{ parent: parent.urn }] };
      created.set(
        namespace,
        new k8s.core.v1.Namespace(`${environment}-${namespace}-namespace`, { metadata: { name: namespace } }, options),
      );
    }
    return [created.get(namespace)!];
  };
}
