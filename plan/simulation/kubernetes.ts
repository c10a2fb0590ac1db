// The simulated Kubernetes API server: typed objects, custom resources and Helm releases.
import { isRecord } from "../../components/util/is-record";
import type { Shape } from "../../components/util/sdk-types/type-expression";
import { type ReadRequest, type ResourceRequest, UNKNOWN, type Value, type Values } from "../types";
import { checkInputs } from "./schema/check";
import { type Declaration, declarationOf } from "./schema/declarations";
import type { SimulatedResource } from "./state-store";
import { hex, number, plainValues, refuse, text } from "./values";

const releaseType = "kubernetes:helm.sh/v3:Release";
const created = "2026-01-01T00:00:00Z";

/**
 * Creates an object or a release.
 * @throws SimulationError for inputs that the API server or the provider would reject
 */
export function kubernetesResource(request: ResourceRequest): SimulatedResource {
  const { type, directory, preview } = request;
  const declaration = declarationOf(type, directory);
  checkInputs(type, request.inputs, declaration ?? customResource(directory));
  const inputs = plainValues(request.inputs);
  if (type === releaseType) return release(request, inputs, declaration!);
  const outputs = { ...inputs, metadata: metadata(request, inputs) };
  if (preview)
    return { id: UNKNOWN, outputs: { ...outputs, ...(declaration?.outputs.properties.has("status") ? { status: UNKNOWN } : {}) } };
  const { name, namespace } = outputs.metadata as { name: string; namespace?: string };
  return {
    id: namespace === undefined ? name : `${namespace}/${name}`,
    outputs: declaration ? withDefaults(type, outputs, declaration.outputs, request.urn) : outputs,
  };
}

/** Kinds that no package declares are custom resources: `apiVersion`, `kind` and `metadata`, and any other properties. */
function customResource(directory: string): Declaration {
  const declaration = declarationOf("kubernetes:apiextensions/:CustomResource", directory) ?? refuse("@pulumi/kubernetes is not installed");
  return { ...declaration, args: { ...declaration.args, others: { kind: "any" } } };
}

/** Metadata as the API server keeps it. A missing name is generated as the provider does. */
function metadata({ name, urn, preview, provider }: ResourceRequest, inputs: Values): Values {
  const given = isRecord(inputs.metadata) ? inputs.metadata : {};
  const named: Value =
    given.name ?? (given.generateName === undefined ? `${name}-${hex(`name ${urn}`, 8)}` : `${text(given.generateName)}${hex(urn, 5)}`);
  const namespace = given.namespace ?? (clusterScoped(inputs) ? undefined : (text(provider.namespace) ?? "default"));
  const kept: Values = { ...given, name: named, ...(namespace === undefined ? {} : { namespace }) };
  if (preview) return { ...kept, uid: UNKNOWN, resourceVersion: UNKNOWN, creationTimestamp: UNKNOWN, generation: UNKNOWN };
  return {
    ...kept,
    uid: hex(`uid ${urn}`, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    resourceVersion: String(number(urn, 1_000_000)),
    creationTimestamp: created,
    generation: 1,
  };
}

/** Built-in kinds without a namespace, and the custom ones in use here. Source: `kubectl api-resources --namespaced=false` of Kubernetes 1.35, the CRDs of charts, Karpenter, and EKS Auto Mode. */
const clusterScopedKinds = new Set([
  "APIService",
  "AWSPCAClusterIssuer",
  "CSIDriver",
  "CSINode",
  "CertificateSigningRequest",
  "ClusterIssuer",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterSecretStore",
  "CustomResourceDefinition",
  "EC2NodeClass",
  "FlowSchema",
  "GatewayClass",
  "IngressClass",
  "IngressClassParams",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "NodeClass",
  "NodeClaim",
  "NodePool",
  "PersistentVolume",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
  "VolumeAttributesClass",
  "VolumeSnapshotClass",
]);

function clusterScoped(inputs: Values): boolean {
  return clusterScopedKinds.has((text(inputs.kind) ?? "").replace(/Patch$/, ""));
}

/** Defaults of the API server by type. Source: the Kubernetes API reference 1.35. */
const defaults: Readonly<Record<string, (inputs: Values, seed: string) => Values>> = {
  "kubernetes:core/v1:Namespace": (inputs) => ({ spec: inputs.spec ?? { finalizers: ["kubernetes"] }, status: { phase: "Active" } }),
  "kubernetes:core/v1:Secret": (inputs) => ({ type: inputs.type ?? "Opaque" }),
  "kubernetes:core/v1:Service": service,
  "kubernetes:storage.k8s.io/v1:StorageClass": (inputs) => ({
    reclaimPolicy: inputs.reclaimPolicy ?? "Delete",
    volumeBindingMode: inputs.volumeBindingMode ?? "Immediate",
  }),
  "kubernetes:networking.k8s.io/v1:Ingress": (_, seed) => ({ status: { loadBalancer: { ingress: [{ hostname: hostname(seed) }] } } }),
  "kubernetes:scheduling.k8s.io/v1:PriorityClass": (inputs) => ({ preemptionPolicy: inputs.preemptionPolicy ?? "PreemptLowerPriority" }),
};

function service(inputs: Values, seed: string): Values {
  const given = isRecord(inputs.spec) ? inputs.spec : {};
  const clusterIP: Value = given.clusterIP ?? `172.20.${number(`${seed} a`, 256)}.${number(`${seed} b`, 250) + 4}`;
  const spec: Values = { type: "ClusterIP", sessionAffinity: "None", ...given, clusterIP, clusterIPs: [clusterIP] };
  return { spec, status: { loadBalancer: spec.type === "LoadBalancer" ? { ingress: [{ hostname: hostname(seed) }] } : {} } };
}

function hostname(seed: string): string {
  return `k8s-${hex(seed, 32)}.elb.example.com`;
}

/** Objects, lists and maps that the API server always returns are there, possibly empty; what it omits is absent. */
function withDefaults(type: string, outputs: Values, declared: Shape, seed: string): Values {
  const filled: Record<string, Value> = { ...outputs, ...defaults[type]?.(outputs, seed) };
  for (const [property, { type: kind }] of declared.properties) {
    if (filled[property] !== undefined) continue;
    if (kind.kind === "list") filled[property] = [];
    if (kind.kind === "map" || kind.kind === "named") filled[property] = {};
  }
  return filled;
}

/** Defaults of Helm for a release. Source: the flags of `helm upgrade --install`, and the provider's schema (pulumi-kubernetes 4.34). */
const releaseDefaults: Values = { namespace: "default", timeout: 300, maxHistory: 10 };

function release({ name, urn, preview, provider }: ResourceRequest, inputs: Values, { outputs: declared }: Declaration): SimulatedResource {
  const named = text(inputs.name) ?? `${name}-${hex(`name ${urn}`, 8)}`;
  const outputs: Record<string, Value> = {
    ...releaseDefaults,
    ...(text(provider.namespace) === undefined ? {} : { namespace: provider.namespace! }),
    ...inputs,
    name: inputs.name ?? named,
  };
  for (const [property, { type }] of declared.properties) {
    if (outputs[property] !== undefined) continue;
    outputs[property] = preview ? UNKNOWN : type.kind === "boolean" ? false : type.kind === "list" ? [] : type.kind === "string" ? "" : {};
  }
  if (preview) return { id: UNKNOWN, outputs };
  outputs.status = {
    name: outputs.name!,
    namespace: outputs.namespace!,
    chart: outputs.chart!,
    version: outputs.version!,
    appVersion: "",
    revision: 1,
    status: "deployed",
  };
  const namespace = outputs.namespace;
  return { id: typeof namespace === "string" ? `${namespace}/${named}` : UNKNOWN, outputs };
}

/** The outputs of an existing object with the ID that the program gives. */
export function kubernetesRead({ id, inputs }: ReadRequest): Values {
  const [name = "", namespace] = id.split("/").reverse();
  const given = isRecord(inputs.metadata) ? inputs.metadata : {};
  return { ...inputs, metadata: { ...given, name, ...(namespace === undefined ? {} : { namespace }), uid: hex(id, 32) } };
}
