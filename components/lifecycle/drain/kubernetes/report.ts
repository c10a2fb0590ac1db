// Reports why objects may remain.
import { operators } from "../../../reference/operators";
import type { Kubernetes } from "./client";
import { type KubernetesObject, nameOf } from "./objects";
import { listed, podsOf } from "./select";

/** Who removes a finalizer. From the sources of external-provisioner, kubernetes and the operators, 2026-11. */
const finalizers: readonly { readonly name: RegExp; readonly by: string; readonly app?: string }[] = [
  {
    name: /^snapshot\.storage\.kubernetes\.io\/pvc-as-source-protection$/,
    by: "the snapshot controller, when the snapshot of the claim is complete",
  },
  ...operators.map(({ finalizer, title, app }) => ({ name: finalizer, by: title, app })),
  { name: /^(service|ingress)\.eks\.amazonaws\.com\//, by: "EKS Auto Mode" },
  { name: /^service\.kubernetes\.io\/load-balancer-cleanup$/, by: "the cloud controller of EKS" },
  { name: /^kubernetes\.io\/pvc-protection$/, by: "Kubernetes, when no pod mounts the claim" },
  {
    name: /^(external-provisioner\.volume\.kubernetes\.io\/finalizer|external-attacher\/.*)$/,
    by: "the volume's CSI driver",
    app: "aws-ebs-csi-driver",
  },
  { name: /^kubernetes\.io\/pv-protection$/, by: "Kubernetes, when the CSI driver has deleted the volume" },
];

const most = 20;

/** A line for each of the first objects: since when it is being deleted, which finalizer holds it, and the last event about it. */
export async function reasons(kubernetes: Kubernetes, left: readonly KubernetesObject[]): Promise<string[]> {
  const pods = await kubernetes.list("", "pods").catch(() => []);
  const lines = await Promise.all(
    left.slice(0, most).map(async (object) => {
      const said = [deletion(object), ...holders(object, pods), ...conditions(object), ...(await events(kubernetes, object))];
      return `${nameOf(object)}: ${said.join("; ")}`;
    }),
  );
  return left.length > most ? [...lines, `and ${left.length - most} more`] : lines;
}

function deletion({ metadata: { deletionTimestamp } }: KubernetesObject): string {
  return deletionTimestamp ? `being deleted since ${deletionTimestamp}` : "not being deleted";
}

function holders(object: KubernetesObject, pods: readonly KubernetesObject[]): string[] {
  const names = object.metadata.finalizers ?? [];
  const waits = names.map((name) => {
    const known = finalizers.find((each) => each.name.test(name));
    if (!known) return `finalizer ${name}`;
    const idle = known.app && !runs(known.app, pods) ? ", of which no pod is ready" : "";
    return `finalizer ${name} is removed by ${known.by}${idle}`;
  });
  const mounting = object.kind === "PersistentVolumeClaim" ? podsOf([object], pods) : [];
  const onNode = object.status?.nodeName ? pods.filter(({ spec }) => spec?.nodeName === object.status.nodeName) : [];
  return [
    ...waits,
    ...(mounting.length > 0 ? [`mounted by ${listed(mounting)}`] : []),
    ...(onNode.length > 0 ? [`on its node ${object.status.nodeName}: ${listed(onNode)}`] : []),
  ];
}

function runs(app: string, pods: readonly KubernetesObject[]): boolean {
  return pods.some(({ metadata, status }) => {
    const ready = ((status?.conditions ?? []) as Condition[]).some(({ type, status: value }) => type === "Ready" && value === "True");
    return ready && metadata.labels?.["app.kubernetes.io/name"] === app;
  });
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

function conditions({ status }: KubernetesObject): string[] {
  const bad = ((status?.conditions ?? []) as Condition[]).filter(({ status: value, message }) => value !== "True" && message);
  return [...(status?.message ? [`says: ${status.message}`] : []), ...bad.map(({ type, message }) => `${type}: ${message}`)];
}

/** The last warning event about an object. */
async function events(kubernetes: Kubernetes, { metadata: { uid } }: KubernetesObject): Promise<string[]> {
  const query = `fieldSelector=${encodeURIComponent(`involvedObject.uid=${uid},type=Warning`)}`;
  const found = (await kubernetes.list("", "events", query).catch(() => [])) as unknown as { lastTimestamp?: string; message: string }[];
  const last = found.sort((one, other) => (one.lastTimestamp ?? "").localeCompare(other.lastTimestamp ?? "")).at(-1);
  return last ? [`last warning: ${last.message.replace(/\s+/g, " ")}`] : [];
}
