// Finds the topmost owner of a pod: it must be deleted so that the pod is not created again.
import type { Kubernetes } from "./client";
import type { KubernetesObject } from "./objects";

/**
 * The topmost owners of pods, each once: a StatefulSet or a Deployment, or the custom resource above it (such as a Prometheus).
 * A pod without an owner represents itself. An owner that no longer exists is replaced by what it owned.
 */
export async function topOwners(kubernetes: Kubernetes, pods: readonly KubernetesObject[]): Promise<KubernetesObject[]> {
  const asked = new Map<string, Promise<KubernetesObject | undefined>>();
  const tops = await Promise.all(pods.map((pod) => topOwner(kubernetes, pod, asked)));
  return [...new Map(tops.map((top) => [top.metadata.uid, top])).values()];
}

async function topOwner(
  kubernetes: Kubernetes,
  object: KubernetesObject,
  asked: Map<string, Promise<KubernetesObject | undefined>>,
): Promise<KubernetesObject> {
  const reference = object.metadata.ownerReferences?.find(({ controller }) => controller);
  if (!reference) return object;
  if (!asked.has(reference.uid)) asked.set(reference.uid, kubernetes.owner(reference, object.metadata.namespace));
  const owner = await asked.get(reference.uid);
  return owner ? topOwner(kubernetes, owner, asked) : object;
}
