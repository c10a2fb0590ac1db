// Fields of Kubernetes objects that the API server never changes and of which the provider does not know so: it would try, and `pulumi up` would
// fail. Source: the validation of Kubernetes 1.34 (`Validate<Kind>Update` in pkg/apis/*/validation) and of Karpenter's CRDs (1.14), held against the API server in tests/apiserver.
import type * as pulumi from "@pulumi/pulumi";

/** By API group and kind. */
const immutableFields: Readonly<Record<string, readonly string[]>> = {
  "/PersistentVolume": ["spec.volumeMode"],
  "karpenter.sh/NodePool": ["spec.template.spec.nodeClassRef.group", "spec.template.spec.nodeClassRef.kind"],
  "networking.k8s.io/IngressClass": ["spec.controller"],
  "node.k8s.io/RuntimeClass": ["handler"],
  "scheduling.k8s.io/PriorityClass": ["preemptionPolicy", "value"],
  "storage.k8s.io/CSIDriver": ["spec.attachRequired", "spec.volumeLifecycleModes"],
  "storage.k8s.io/StorageClass": ["reclaimPolicy", "volumeBindingMode"],
  "storage.k8s.io/VolumeAttributesClass": ["driverName", "parameters"],
};

/**
 * Options of an object that is replaced where a field changes that cannot: the old one goes first, since the new one has its name.
 * Nothing for kinds that have no such field.
 */
export function replacedOnChange(
  apiVersion: string,
  kind: string,
): Pick<pulumi.CustomResourceOptions, "replaceOnChanges" | "deleteBeforeReplace"> {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  const fields = immutableFields[`${group}/${kind}`];
  return fields ? { replaceOnChanges: [...fields], deleteBeforeReplace: true } : {};
}
