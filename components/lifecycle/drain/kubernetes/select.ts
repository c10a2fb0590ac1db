// Selects the listed objects that hold AWS resources. Pure: the same for a drain and for a dry run.
import { truncateList } from "../truncate-list";
import { type Inventory, type KubernetesObject, nameOf } from "./objects";

/** Objects for which controllers create load balancers. */
export function loadBalancerMakers({
  services,
  ingresses,
  gateways,
  accelerators,
}: Inventory<"services" | "ingresses" | "gateways" | "accelerators">): KubernetesObject[] {
  return [...services.filter(({ spec }) => spec?.type === "LoadBalancer"), ...ingresses, ...gateways, ...accelerators];
}

/**
 * Volumes that are deleted with their claims: a driver created them for this cluster, and their reclaim policy is Delete.
 * Volumes that were created beforehand lack this annotation.
 */
export function ownVolumes(volumes: readonly KubernetesObject[]): KubernetesObject[] {
  return volumes.filter(
    ({ spec, metadata }) =>
      spec?.persistentVolumeReclaimPolicy === "Delete" && metadata.annotations?.["pv.kubernetes.io/provisioned-by"] !== undefined,
  );
}

/** Volumes that remain after the deletion of the cluster. */
export function keptVolumes(volumes: readonly KubernetesObject[]): KubernetesObject[] {
  const own = new Set(ownVolumes(volumes));
  return volumes.filter((volume) => !own.has(volume));
}

/** Claims that are bound to the cluster's own volumes. */
export function ownClaims({ claims, volumes }: Inventory<"claims" | "volumes">): KubernetesObject[] {
  const own = new Map(ownVolumes(volumes).map((volume) => [volume.metadata.name, volume.spec.claimRef?.uid]));
  return claims.filter(({ spec, metadata }) => spec?.volumeName !== undefined && own.get(spec.volumeName) === metadata.uid);
}

/** Pods that mount one of the claims. */
export function podsOf(claims: readonly KubernetesObject[], pods: readonly KubernetesObject[]): KubernetesObject[] {
  const names = new Set(claims.map(({ metadata: { namespace, name } }) => `${namespace}/${name}`));
  return pods.filter((pod) => claimsOf(pod).some((claim) => names.has(`${pod.metadata.namespace}/${claim}`)));
}

interface PodVolume {
  readonly name: string;
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly ephemeral?: object;
}

function claimsOf({ metadata, spec }: KubernetesObject): string[] {
  return ((spec?.volumes ?? []) as PodVolume[]).flatMap(({ name, persistentVolumeClaim, ephemeral }) =>
    persistentVolumeClaim ? [persistentVolumeClaim.claimName] : ephemeral ? [`${metadata.name}-${name}`] : [],
  );
}

/**
 * Objects that start instances. The built-in pools of Auto Mode belong to EKS: it creates them again, and terminates their instances with
 * the cluster.
 */
export function nodeMakers({ nodePools, nodeClaims }: Inventory<"nodePools" | "nodeClaims">): KubernetesObject[] {
  const builtIn = new Set(nodePools.filter(isBuiltIn).map(({ metadata }) => metadata.name));
  const claims = nodeClaims.filter(({ metadata }) => !builtIn.has(metadata.labels?.["karpenter.sh/nodepool"] ?? ""));
  return [...nodePools.filter((pool) => !isBuiltIn(pool)), ...claims];
}

function isBuiltIn({ metadata }: KubernetesObject): boolean {
  return metadata.labels?.["app.kubernetes.io/managed-by"] === "eks";
}

/** Annotation with which a pod keeps its node, unless the pool has a termination grace period. */
export const heldBy = "karpenter.sh/do-not-disrupt";

/** Pods that keep nodes of Karpenter. */
export function holdingPods(pods: readonly KubernetesObject[], makers: readonly KubernetesObject[]): KubernetesObject[] {
  const nodes = new Set(makers.map(({ status }) => status?.nodeName).filter(Boolean));
  return pods.filter(({ spec, metadata }) => nodes.has(spec?.nodeName) && metadata.annotations?.[heldBy] === "true");
}

/** Names of the first objects on one line, and the number of the others. */
export function listed(objects: readonly KubernetesObject[]): string {
  return truncateList(objects.map(nameOf));
}
