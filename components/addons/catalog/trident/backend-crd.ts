import * as k8s from "@pulumi/kubernetes";
import { type InstallContext, type ManifestsStep, manifests } from "../../addon";

export const namespace = "trident";
export const group = "trident.netapp.io";

/**
 * The namespace, and the CRD of backends, which Trident creates too late for the stack's own backend and then completes.
 * Both are kept when the add-on is removed: they hold objects with finalizers, which only Trident removes, and by which it finds its volumes when it returns.
 * Source: NetApp/trident v26.06.0 cli/k8s_client/yaml_factory.go, and installer.go of its operator.
 */
export function namespaceAndCrd({ cluster }: InstallContext): ManifestsStep {
  return manifests((name, opts) => {
    const kept = { ...opts, provider: cluster.provider, retainOnDelete: true };
    const column = (title: string, jsonPath: string) => ({ name: title, type: "string", jsonPath });
    return [
      new k8s.core.v1.Namespace(`${name}-namespace`, { metadata: { name: namespace } }, kept),
      new k8s.apiextensions.v1.CustomResourceDefinition(
        `${name}-backends`,
        {
          // without a conflict with what Trident has added, where both exist already
          metadata: { name: `tridentbackendconfigs.${group}`, annotations: { "pulumi.com/patchForce": "true" } },
          spec: {
            group,
            scope: "Namespaced",
            names: {
              kind: "TridentBackendConfig",
              plural: "tridentbackendconfigs",
              singular: "tridentbackendconfig",
              shortNames: ["tbc", "tbconfig", "tbackendconfig"],
              categories: ["trident", "trident-internal", "trident-external"],
            },
            versions: [
              {
                name: "v1",
                served: true,
                storage: true,
                schema: { openAPIV3Schema: { type: "object", x_kubernetes_preserve_unknown_fields: true } },
                subresources: { status: {} },
                additionalPrinterColumns: [
                  column("Backend Name", ".status.backendInfo.backendName"),
                  column("Backend UUID", ".status.backendInfo.backendUUID"),
                  column("Phase", ".status.phase"),
                  column("Status", ".status.lastOperationStatus"),
                ],
              },
            ],
          },
        },
        kept,
      ),
    ];
  });
}
