// Removes the objects of a running cluster that hold AWS resources: load balancers, volumes, instances.
import type { Runtime, WaitOptions } from "../runtime";
import type { Kubernetes } from "./client";
import { type KubernetesObject, kinds, nameOf } from "./objects";
import { finalizedByReconcilers, reconcilers, stopReconcilers } from "./reconcilers";
import { reasons } from "./report";
import { keptVolumes, listed } from "./select";
import { clusterStages, nodeStages, runStage, type Stage } from "./stages";

/** Drains a cluster, except its nodes. Returns a line for each object that remains at the deadline. */
export async function drainCluster(kubernetes: Kubernetes, runtime: Runtime, wait: WaitOptions): Promise<string[]> {
  await stopReconcilers(kubernetes, runtime, wait);
  const left = await runStages(clusterStages, kubernetes, runtime, wait);
  if (left.length > 0) return left;
  for (const volume of keptVolumes(await kubernetes.list(...kinds.volumes))) runtime.print(keptLine(volume));
  return [];
}

/** Removes the nodes that Karpenter started. Returns a line for each object that remains at the deadline. */
export function drainNodes(kubernetes: Kubernetes, runtime: Runtime, wait: WaitOptions): Promise<string[]> {
  return runStages(nodeStages, kubernetes, runtime, wait);
}

async function runStages(stages: readonly Stage[], kubernetes: Kubernetes, runtime: Runtime, wait: WaitOptions): Promise<string[]> {
  for (const stage of stages) {
    const { goesOnAfter = Number.POSITIVE_INFINITY, title } = stage;
    const deadline = Math.min(wait.deadline, runtime.now() + goesOnAfter * 60_000);
    const { left, failure } = await runStage(stage, kubernetes, runtime, { ...wait, deadline });
    if (left.length === 0 && !failure) continue;
    if (stage.goesOnAfter !== undefined) runtime.print(`Continuing without ${title}: ${failure ?? listed(left)}`);
    else return [...(await reasons(kubernetes, left)), ...(failure ? [failure] : [])];
  }
  return [];
}

/** A line for each volume of these CSI drivers that is not deleted with its claim. */
export async function volumesLeft(kubernetes: Kubernetes, drivers: readonly string[]): Promise<string[]> {
  const kept = keptVolumes(await kubernetes.list(...kinds.volumes));
  return kept.filter(({ spec }) => drivers.includes(String(spec?.csi?.driver))).map(volumeLine);
}

/** The steps of a drain, one line each. */
export async function previewCluster(kubernetes: Kubernetes): Promise<string[]> {
  const stopped = (await reconcilers(kubernetes)).filter(({ spec }) => spec?.replicas !== 0);
  return [
    ...stopped.map((one) => `stop ${nameOf(one)}`),
    ...(stopped.length > 0 ? await finalizedByReconcilers(kubernetes) : []).map(
      (one) => `remove the finalizers of its controller from ${nameOf(one)}`,
    ),
    ...(await previewStages(clusterStages, kubernetes)),
    ...keptVolumes(await kubernetes.list(...kinds.volumes)).map(keptLine),
  ];
}

/** The steps of removing the nodes, one line each. */
export async function previewNodes(kubernetes: Kubernetes): Promise<string[]> {
  const budgets = await kubernetes.list(...kinds.budgets);
  return [...budgets.map((budget) => `delete ${nameOf(budget)}`), ...(await previewStages(nodeStages, kubernetes))];
}

async function previewStages(stages: readonly Stage[], kubernetes: Kubernetes): Promise<string[]> {
  const looks = await Promise.all(stages.map((stage) => stage.list(kubernetes)));
  const targets = new Map(looks.flatMap(({ targets: some, awaited }) => [...some, ...awaited]).map((each) => [each.metadata.uid, each]));
  return [...targets.values()].map((target) => `delete ${nameOf(target)}`);
}

function keptLine(volume: KubernetesObject): string {
  return `keep ${volumeLine(volume)}`;
}

function volumeLine(volume: KubernetesObject): string {
  const { claimRef, csi, persistentVolumeReclaimPolicy: policy } = volume.spec ?? {};
  const claim = claimRef ? `, claimed by ${claimRef.namespace}/${claimRef.name}` : "";
  const why = policy === "Delete" ? "not created by a CSI driver" : `reclaim policy ${policy}`;
  return `${nameOf(volume)} (${csi?.volumeHandle ?? "no CSI volume"}${claim}): ${why}`;
}
