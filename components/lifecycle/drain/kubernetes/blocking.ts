// Which objects must be deleted before the operator that finalizes them: pure, over the objects of a cluster.
import type { Operator } from "../../../reference/operators";
import { type KubernetesObject, nameOf } from "./objects";
import { isFinalized } from "./operator-objects";

/** An object that blocks the removal of its operator, and why. */
export interface BlockingObject {
  readonly object: KubernetesObject;
  readonly reason: string;
}

/**
 * Objects that are not deleted when the operator is turned off, and that would wait for its finalizer indefinitely or lose what they refer
 * to.
 * Objects of the stack are deleted by it, together with the objects that they own and that GitOps deployed from them.
 * @param objects all objects of the operator's kinds
 * @param leaving names of the stack's objects that are removed from the program with the operator, in the format of `nameOf`
 */
export function blockingObjects(operator: Operator, objects: readonly KubernetesObject[], leaving: ReadonlySet<string>): BlockingObject[] {
  const byUid = new Map(objects.map((object) => [object.metadata.uid, object]));
  const origins = (object: KubernetesObject, seen = new Set<string>()): KubernetesObject[] => {
    seen.add(object.metadata.uid);
    const owners = (object.metadata.ownerReferences ?? []).flatMap(({ uid }) => byUid.get(uid) ?? []);
    const further = owners.filter(({ metadata }) => !seen.has(metadata.uid));
    return further.length > 0 ? further.flatMap((owner) => origins(owner, seen)) : [object];
  };
  const goes = (object: KubernetesObject) =>
    leaving.has(nameOf(object)) ||
    leaving.has(deployedBy(object) ?? "") ||
    isOfRelease(object) ||
    object.metadata.deletionTimestamp !== undefined;
  const found = new Map<string, BlockingObject>();
  for (const object of objects) {
    const [reference] = references(object).filter((name) => leaving.has(name));
    const finalized = isFinalized(object, operator);
    if (!finalized && reference === undefined) continue;
    for (const origin of origins(object)) {
      if (goes(origin) || goes(object) || found.has(origin.metadata.uid)) continue;
      const whose = origin === object ? "" : `its ${nameOf(object)} `;
      found.set(origin.metadata.uid, {
        object: origin,
        reason: finalized ? `${whose}has a finalizer that only ${operator.title} removes` : `${whose}refers to ${reference}`,
      });
    }
  }
  return [...found.values()];
}

/** The reference to the GitOps object that deployed it: Argo CD uses an annotation, Flux labels. */
function deployedBy({ metadata: { annotations = {}, labels = {} } }: KubernetesObject): string | undefined {
  const application = annotations["argocd.argoproj.io/tracking-id"]?.split(":")[0];
  if (application) return `Application ${application.includes("_") ? application.replace("_", "/") : `argocd/${application}`}`;
  const kustomization = labels["kustomize.toolkit.fluxcd.io/name"];
  return kustomization && `Kustomization ${labels["kustomize.toolkit.fluxcd.io/namespace"]}/${kustomization}`;
}

/** Part of a Helm release, which deletes it. */
function isOfRelease({ metadata }: KubernetesObject): boolean {
  return metadata.annotations?.["meta.helm.sh/release-name"] !== undefined;
}

/** Names of cluster-scoped objects that an object refers to by kind and name, under keys such as `issuerRef`. */
function references({ spec }: KubernetesObject): string[] {
  const found: string[] = [];
  const walk = (value: unknown, key: string): void => {
    if (value === null || typeof value !== "object") return;
    const { kind, name } = value as { kind?: unknown; name?: unknown };
    if (/ref$/i.test(key) && typeof kind === "string" && typeof name === "string") found.push(`${kind} ${name}`);
    for (const [inner, each] of Object.entries(value)) walk(each, inner);
  };
  walk(spec, "");
  return found;
}
