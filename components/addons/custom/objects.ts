import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { replacedOnChange } from "../../util/immutable-fields";
import { sdkSpelling } from "../catalog/common/crds";
import type { CustomOptions } from "./options";

/** A Kubernetes object as plain data. */
export type KubernetesObject = NonNullable<CustomOptions["manifests"]>[number];

type Kind = (new (
  name: string,
  args: object,
  opts: pulumi.CustomResourceOptions,
) => pulumi.CustomResource) & {
  readonly __pulumiType?: string;
};

/** Cluster-scoped kinds of the SDK. */
const clusterScoped: readonly string[] = [
  "APIService",
  "CSIDriver",
  "CSINode",
  "CertificateSigningRequest",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterTrustBundle",
  "CustomResourceDefinition",
  "DeviceClass",
  "FlowSchema",
  "IngressClass",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "ResourceSlice",
  "RuntimeClass",
  "ServiceCIDR",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
  "VolumeAttributesClass",
];

/** SDK classes of a group and version, by kind; nothing if unknown. */
function kindsOf(apiVersion: string): Readonly<Record<string, Kind>> | undefined {
  const [version, group = "core"] = apiVersion.split("/").reverse() as [string, string?];
  const groups = k8s as unknown as Record<string, Record<string, Record<string, Kind>> | undefined>;
  const kinds = groups[group.split(".")[0]!]?.[version] ?? {};
  const own = Object.entries(kinds).filter(([kind, { __pulumiType }]) => __pulumiType === `kubernetes:${group}/${version}:${kind}`);
  return own.length > 0 ? Object.fromEntries(own.filter(([kind]) => !/(Patch|List)$/.test(kind))) : undefined;
}

/** Kinds in the SDK for the object's group and version; nothing if the group is not part of Kubernetes. */
export function knownKinds({ apiVersion }: KubernetesObject): string[] | undefined {
  const kinds = kindsOf(apiVersion);
  return kinds && Object.keys(kinds);
}

/** The object with the default namespace if its kind is namespaced; kinds unknown to the SDK must set their own. */
export function placed(object: KubernetesObject, namespace: string): KubernetesObject {
  const inNamespace = knownKinds(object)?.includes(object.kind) && !clusterScoped.includes(object.kind);
  return inNamespace ? { ...object, metadata: { namespace, ...object.metadata } } : object;
}

/** Identity of an object in a cluster. */
export function identityOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return [group, kind, metadata.namespace ?? "", metadata.name].join("/");
}

/** Whether other objects of the same list may need it first. */
export function comesFirst({ kind }: KubernetesObject): boolean {
  return kind === "Namespace" || kind === "CustomResourceDefinition";
}

/** Whether it routes requests to pods of the same list: created after them and deleted before them, because no namespace can be deleted while an API is unavailable. */
export function comesLast({ kind }: KubernetesObject): boolean {
  return ["APIService", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"].includes(kind);
}

/** Creates an object: with the SDK's class for its kind, else as a custom resource. */
export function createObject(name: string, object: KubernetesObject, given: pulumi.CustomResourceOptions): pulumi.CustomResource {
  const { kind, metadata } = object;
  const opts = { ...given, ...replacedOnChange(object.apiVersion, kind) };
  const place = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
  const Known = kindsOf(object.apiVersion)?.[kind];
  const resourceName = `${name}-${kind.toLowerCase()}-${place}`;
  if (kind === "CustomResourceDefinition" && Known) return new Known(resourceName, sdkSpelling(object) as KubernetesObject, opts);
  return Known ? new Known(resourceName, object, opts) : new k8s.apiextensions.CustomResource(resourceName, object, opts);
}
