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

/** Kinds of the SDK that lie in no namespace. */
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

/** What the SDK has of a group and version, by kind; nothing where it does not know it. */
function kindsOf(apiVersion: string): Readonly<Record<string, Kind>> | undefined {
  const [version, group = "core"] = apiVersion.split("/").reverse() as [string, string?];
  const groups = k8s as unknown as Record<string, Record<string, Record<string, Kind>> | undefined>;
  const kinds = groups[group.split(".")[0]!]?.[version] ?? {};
  const own = Object.entries(kinds).filter(([kind, { __pulumiType }]) => __pulumiType === `kubernetes:${group}/${version}:${kind}`);
  return own.length > 0 ? Object.fromEntries(own.filter(([kind]) => !/(Patch|List)$/.test(kind))) : undefined;
}

/** Kinds that the SDK knows in the object's group and version; nothing where the group is none of Kubernetes' own. */
export function knownKinds({ apiVersion }: KubernetesObject): string[] | undefined {
  const kinds = kindsOf(apiVersion);
  return kinds && Object.keys(kinds);
}

/** The object with the namespace that its kind needs; kinds that the SDK does not know must name their own. */
export function placed(object: KubernetesObject, namespace: string): KubernetesObject {
  const inNamespace = knownKinds(object)?.includes(object.kind) && !clusterScoped.includes(object.kind);
  return inNamespace ? { ...object, metadata: { namespace, ...object.metadata } } : object;
}

/** What tells an object from others of a cluster. */
export function identityOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return [group, kind, metadata.namespace ?? "", metadata.name].join("/");
}

/** Whether others of the same list may need it to be there. */
export function comesFirst({ kind }: KubernetesObject): boolean {
  return kind === "Namespace" || kind === "CustomResourceDefinition";
}

/** Whether it leads requests to pods of the same list: made when they are there, and gone before them, as no namespace goes while an API does not answer. */
export function comesLast({ kind }: KubernetesObject): boolean {
  return ["APIService", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"].includes(kind);
}

/** Makes an object: of the SDK's class for its kind, else as a custom resource. */
export function makeObject(name: string, object: KubernetesObject, given: pulumi.CustomResourceOptions): pulumi.CustomResource {
  const { kind, metadata } = object;
  const opts = { ...given, ...replacedOnChange(object.apiVersion, kind) };
  const place = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
  const Known = kindsOf(object.apiVersion)?.[kind];
  const resourceName = `${name}-${kind.toLowerCase()}-${place}`;
  if (kind === "CustomResourceDefinition" && Known) return new Known(resourceName, sdkSpelling(object) as KubernetesObject, opts);
  return Known ? new Known(resourceName, object, opts) : new k8s.apiextensions.CustomResource(resourceName, object, opts);
}
