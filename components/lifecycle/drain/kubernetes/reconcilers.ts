// Argo CD and Flux create deleted objects again, so they are stopped first.
import type { Runtime, WaitOptions } from "../runtime";
import { awaitNone } from "../runtime";
import type { Kubernetes } from "./client";
import { type KubernetesObject, kinds, nameOf } from "./objects";
import { listed } from "./select";

/** Annotation with the original number of replicas, for a user who cancels the destroy. */
const replicasAnnotation = "eks-blueprints/replicas-before-drain";

const pods = "app.kubernetes.io";

/** Components of Argo CD that apply manifests; its servers keep running. Labels of the chart argo-cd and of Argo CD's own manifests. */
const argoComponents = ["application-controller", "applicationset-controller"];

/** Finalizers that only a stopped controller would remove. */
const ownFinalizer = /^(finalizers\.fluxcd\.io|[\w-]+\.argocd\.argoproj\.io(\/.*)?)$/;

/** Controllers that apply the content of a repository; `flux` and `argocd` are their values of `app.kubernetes.io/part-of`. */
export async function reconcilers(kubernetes: Kubernetes): Promise<KubernetesObject[]> {
  const query = `labelSelector=${encodeURIComponent(`${pods}/part-of in (argocd,flux)`)}`;
  const lists = [kinds.deployments, kinds.statefulSets].map(([group, plural]) => kubernetes.list(group, plural, query));
  return (await Promise.all(lists)).flat().filter(({ metadata: { labels = {} } }) => {
    return labels[`${pods}/part-of`] === "flux" || argoComponents.includes(labels[`${pods}/component`] ?? "");
  });
}

/** Objects whose finalizers wait for a stopped controller: their creators delete them later, and they would remain. */
export async function finalizedByReconcilers(kubernetes: Kubernetes): Promise<KubernetesObject[]> {
  const argo = [kinds.applications, kinds.applicationSets, kinds.appProjects].map(([group, plural]) => kubernetes.list(group, plural));
  const found = await Promise.all([...argo, kubernetes.listGroups(".toolkit.fluxcd.io")]);
  return found.flat().filter(({ metadata }) => metadata.finalizers?.some((name) => ownFinalizer.test(name)));
}

/** Scales reconcilers to zero, waits until their pods are terminated, and removes their finalizers. */
export async function stopReconcilers(kubernetes: Kubernetes, runtime: Runtime, wait: WaitOptions): Promise<void> {
  const found = await reconcilers(kubernetes);
  if (found.length === 0) return;
  for (const one of found.filter(({ spec }) => spec?.replicas !== 0)) {
    runtime.print(`Stopping ${nameOf(one)}, which would recreate deleted objects`);
    const annotations = { [replicasAnnotation]: String(one.spec?.replicas ?? 1) };
    await kubernetes.patch(one, { metadata: { annotations }, spec: { replicas: 0 } });
  }
  const minute = { ...wait, deadline: Math.min(wait.deadline, runtime.now() + 60_000) };
  const running = async () => (await reconcilers(kubernetes)).filter(({ status }) => (status?.replicas ?? 0) > 0);
  const left = await awaitNone(runtime, minute, running, (some) => `Waiting for ${listed(some)} to stop`);
  if (left.length > 0) runtime.print(`Warning: ${listed(left)} did not stop, and may recreate deleted objects`);
  const loosened = (await finalizedByReconcilers(kubernetes)).map(async (object) => {
    const finalizers = object.metadata.finalizers!.filter((name) => !ownFinalizer.test(name));
    await kubernetes.patch(object, { metadata: { finalizers } });
  });
  await Promise.all(loosened);
}
