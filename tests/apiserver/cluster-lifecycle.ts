// Stands in for the controllers of a cluster: garbage-collects objects without owner, and removes finalizers as their controllers would.
import type { Kubernetes } from "../../components/lifecycle/drain/kubernetes/client";
import { type KubernetesObject, kinds, nameOf } from "../../components/lifecycle/drain/kubernetes/objects";
import { podsOf } from "../../components/lifecycle/drain/kubernetes/select";

const own = [
  ...Object.values(kinds),
  ["apps", "replicasets"],
  ["example.com", "prometheuses"],
  ["keda.sh", "scaledobjects"],
  ["kustomize.toolkit.fluxcd.io", "kustomizations"],
] as const;

export class ClusterLifecycle {
  /** The deleted objects, in order. */
  readonly gone: string[] = [];
  private readonly seen = new Map<string, string>();
  private running = true;
  private readonly loop: Promise<void>;

  /** @param stubborn finalizers that are never removed */
  constructor(
    private readonly kubernetes: Kubernetes,
    private readonly stubborn: readonly string[] = [],
  ) {
    this.loop = this.live();
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.loop;
  }

  private async live(): Promise<void> {
    while (this.running) {
      await this.turn();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await this.turn();
  }

  private async turn(): Promise<void> {
    const objects = (await Promise.all(own.map(([group, plural]) => this.kubernetes.list(group, plural)))).flat();
    const present = new Set(objects.map(({ metadata }) => metadata.uid));
    for (const [uid, name] of this.seen) if (!present.has(uid)) this.gone.push(name) && this.seen.delete(uid);
    for (const object of objects) this.seen.set(object.metadata.uid, nameOf(object));
    for (const object of objects) {
      if (object.metadata.ownerReferences?.some(({ uid }) => !present.has(uid))) await this.kubernetes.delete(object);
      if (object.kind === "PersistentVolume" && isReleased(object, present)) await this.kubernetes.delete(object);
      if (object.metadata.deletionTimestamp) await this.release(object, objects);
    }
  }

  private async release(object: KubernetesObject, objects: readonly KubernetesObject[]): Promise<void> {
    const pods = objects.filter(({ kind }) => kind === "Pod");
    const held = object.kind === "PersistentVolumeClaim" && podsOf([object], pods).length > 0;
    const stopped = ["Kustomization", "Application", "AppProject"].includes(object.kind);
    const finalizers = (object.metadata.finalizers ?? []).filter((name) => held || stopped || this.stubborn.includes(name));
    await this.kubernetes.patch(object, { metadata: { finalizers } });
  }
}

function isReleased({ spec, metadata }: KubernetesObject, present: ReadonlySet<string>): boolean {
  const isProvisioned = metadata.annotations?.["pv.kubernetes.io/provisioned-by"] !== undefined;
  return isProvisioned && spec.persistentVolumeReclaimPolicy === "Delete" && !present.has(spec.claimRef?.uid);
}
