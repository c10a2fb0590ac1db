import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { AnyAddon } from "../addon";

/** Namespaces that every cluster has. */
const builtInNamespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

/** What of the stack's namespaces an add-on waits for: nothing where it lives in one that is there without us. */
export type NamespaceOf = (
  namespace: string,
  opts: { readonly parent: pulumi.Resource; readonly dependsOn: pulumi.Resource[] },
) => pulumi.Resource[];

/**
 * The namespaces of a stack's add-ons: each a resource of its own, which no add-on owns. It is made for the first that lives there, and
 * goes with the last. What EKS or Helm would make is ours too, because neither takes it away again.
 * @param wanted all add-ons of the stack
 * @param opts parent, and provider of the cluster
 */
export function namespacesOf(
  environment: string,
  wanted: readonly AnyAddon[],
  opts: { readonly parent?: pulumi.Resource; readonly provider: pulumi.ProviderResource },
): NamespaceOf {
  const there = new Set([...builtInNamespaces, ...wanted.flatMap(({ existingNamespaces = [] }) => existingNamespaces)]);
  const made = new Map<string, k8s.core.v1.Namespace>();
  return (namespace, { parent, dependsOn }) => {
    if (there.has(namespace)) return [];
    if (!made.has(namespace)) {
      // What holds up the add-on holds up its namespace: at destroy, nodes and controllers are there until its last pod is gone.
      const options = { ...opts, dependsOn, aliases: [{ parent }] }; // some add-ons once owned theirs
      made.set(namespace, new k8s.core.v1.Namespace(`${environment}-${namespace}-namespace`, { metadata: { name: namespace } }, options));
    }
    return [made.get(namespace)!];
  };
}
