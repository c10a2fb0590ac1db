// The registrations of a stack's offline plan, as the API server and EKS would receive them.
import * as path from "node:path";
import { run } from "../../plan/cli/run";
import { readProject } from "../../plan/project/project";
import { plainValues } from "../../plan/simulation/values";
import type { PlannedResource, Recording, Values } from "../../plan/types";
import type { KubernetesObject } from "../harness/kube-apiserver/client";

const root = path.join(__dirname, "../..");

/** The recording of an offline run with a stack file's text; `isDryRun` is false, so that no value is unknown. */
export async function recordingOf(stackFile: string, stack = "dev"): Promise<Recording> {
  const { recording } = await run(readProject(root), stack, { text: stackFile, label: `Pulumi.${stack}.yaml` }, false);
  return recording;
}

/** Releases and patches, which are not Kubernetes objects themselves. */
const notObjects = /^kubernetes:(helm\.sh\/|yaml\/|kustomize)|Patch$/;

/** A Kubernetes object of a plan. */
export interface PlannedObject {
  readonly urn: string;
  readonly object: KubernetesObject;
}

/** The registered inputs of all Kubernetes objects, in plan order. */
export function objectsOf({ resources }: Recording): PlannedObject[] {
  return resources
    .filter(({ custom, type, external }) => custom && !external && type.startsWith("kubernetes:") && !notObjects.test(type))
    .map((resource) => ({ urn: resource.urn, object: objectOf(resource) }));
}

/** The object as the API server receives it: the SDK sets `apiVersion` and `kind`, and the provider generates a missing name. */
function objectOf({ inputs, outputs }: PlannedResource): KubernetesObject {
  const object = sent(plainValues(inputs)) as KubernetesObject;
  const { name, namespace } = plainValues(outputs).metadata as { name: string; namespace?: string };
  return { ...object, metadata: { ...object.metadata, name, ...(namespace !== undefined && { namespace }) } };
}

/** The provider writes the schemas of CRDs as Kubernetes does. */
function sent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sent);
  if (typeof value !== "object" || value === null) return value;
  const spelled = (key: string) => (key.startsWith("x_kubernetes_") ? key.replaceAll("_", "-") : key);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [spelled(key), sent(inner)]));
}

/** An EKS access entry with its associated access policies. */
export interface PlannedAccess {
  readonly principalArn: string;
  /** The Kubernetes user name; by default EKS uses the principal's ARN (for a role with the session name appended). */
  readonly user: string;
  readonly groups: readonly string[];
  readonly policies: readonly AccessPolicy[];
}

/** An access policy in the given namespaces (which may end with `*`) or in the whole cluster. */
export interface AccessPolicy {
  /** Such as `AmazonEKSViewPolicy`. */
  readonly name: string;
  readonly namespaces?: readonly string[];
}

interface Association {
  readonly principalArn: string;
  readonly policyArn: string;
  readonly accessScope: { readonly type: "cluster" | "namespace"; readonly namespaces?: readonly string[] };
}

/** All access entries of users and roles, with their associated policies. */
export function accessOf({ resources }: Recording): PlannedAccess[] {
  const ofType = <T>(type: string) =>
    resources.filter((resource) => resource.type === type).map(({ inputs }) => plainValues(inputs) as unknown as T);
  const associations = ofType<Association>("aws:eks/accessPolicyAssociation:AccessPolicyAssociation");
  return ofType<Values>("aws:eks/accessEntry:AccessEntry")
    .filter(({ type = "STANDARD" }) => type === "STANDARD")
    .map(({ principalArn, userName, kubernetesGroups = [] }) => ({
      principalArn: principalArn as string,
      user: (userName ?? principalArn) as string,
      groups: kubernetesGroups as readonly string[],
      policies: associations
        .filter((association) => association.principalArn === principalArn)
        .map(({ policyArn, accessScope: { type, namespaces } }) => ({
          name: policyArn.split("/").at(-1)!,
          ...(type === "namespace" && { namespaces }),
        })),
    }));
}
