// Storage classes in the arguments.

import { isRecord } from "../../../components/util/is-record";
import type { Values } from "../../types";
import type { Child, Scope } from "../expansion/scope";
import { derive, type Input, type Inputs, TrackedValue } from "../expansion/tracked-value";

const defaultAnnotation = "storageclass.kubernetes.io/is-default-class";

/** By their keys; a plain volume type is a default class of that type. */
export async function registerStorageClasses(
  scope: Scope,
  provider: Child,
  dependsOn: readonly Child[],
): Promise<Readonly<Record<string, Child>>> {
  const given = scope.args.get("storageClasses");
  const classes =
    typeof given?.value === "string" ? new TrackedValue({ [given.value]: { type: given.value, default: true } }, given.urns) : given;
  const registered: Record<string, Child> = {};
  for (const key of isRecord(classes?.value) ? Object.keys(classes.value) : []) {
    registered[key] = await scope.add(
      "kubernetes:storage.k8s.io/v1:StorageClass",
      `${scope.name.toLowerCase()}-${key}`,
      inputs(classes!.get(key)),
      {
        provider,
        dependsOn,
      },
    );
  }
  return registered;
}

function inputs(storageClass: TrackedValue): Inputs {
  const get = (name: string): Input => storageClass.get(name);
  const asText = (name: string) =>
    storageClass.get(name).value ? derive(get(name), (value: string | number | boolean) => String(value)) : undefined;
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    provisioner: "kubernetes.io/aws-ebs",
    metadata: derive([get("metadata"), get("default")], ([metadata, isDefault]: [{ annotations?: Values } | null, boolean | null]) => ({
      ...metadata,
      ...(isDefault ? { annotations: { ...metadata?.annotations, [defaultAnnotation]: "true" } } : {}),
    })),
    parameters: {
      type: get("type"),
      zones: storageClass.get("zones").value ? derive(get("zones"), (zones: readonly string[]) => zones.join(", ")) : undefined,
      iopsPerGb: asText("iopsPerGb"),
      encrypted: asText("encrypted"),
      kmsKeyId: storageClass.get("kmsKeyId").value ? get("kmsKeyId") : undefined,
    },
    allowVolumeExpansion: get("allowVolumeExpansion"),
    mountOptions: get("mountOptions"),
    reclaimPolicy: get("reclaimPolicy"),
    volumeBindingMode: get("volumeBindingMode"),
  };
}
