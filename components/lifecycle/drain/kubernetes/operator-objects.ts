// Objects with the finalizer of an operator: listed while it runs, and released if it does not run any more.
import { type Operator, operators } from "../../../reference/operators";
import type { Runtime } from "../runtime";
import type { Kubernetes } from "./client";
import { type KubernetesObject, kinds, nameOf } from "./objects";

/** All objects of the kinds that an operator finalizes, with or without a finalizer. */
export async function objectsOf(kubernetes: Kubernetes, { kinds }: Operator): Promise<KubernetesObject[]> {
  const lists = kinds.map((kind) => {
    const [plural, ...group] = kind.split(".");
    return kubernetes.list(group.join("."), plural!);
  });
  return (await Promise.all(lists)).flat();
}

/** Whether an object has a finalizer of an operator. */
export function isFinalized({ metadata }: KubernetesObject, { finalizer }: Operator): boolean {
  return metadata.finalizers?.some((name) => finalizer.test(name)) ?? false;
}

/** Objects with the finalizer of an operator whose objects are deleted first at destroy. */
export async function drainedObjects(kubernetes: Kubernetes): Promise<KubernetesObject[]> {
  const found = await Promise.all(
    operators
      .filter(({ drained }) => drained)
      .map(async (operator) => (await objectsOf(kubernetes, operator)).filter((object) => isFinalized(object, operator))),
  );
  return found.flat();
}

/** Removes finalizers of operators without a running pod: only they would, and the cluster is being deleted. */
export async function releaseAbandoned(kubernetes: Kubernetes, runtime: Runtime): Promise<void> {
  const pods = await kubernetes.list(...kinds.pods);
  const running = new Set(pods.map(({ metadata }) => metadata.labels?.["app.kubernetes.io/name"]));
  const abandoned = operators.filter(({ drained, app }) => drained && app !== undefined && !running.has(app));
  for (const operator of abandoned) {
    const left = (await objectsOf(kubernetes, operator)).filter((object) => isFinalized(object, operator));
    const release = async (object: KubernetesObject) => {
      const finalizers = object.metadata.finalizers!.filter((name) => !operator.finalizer.test(name));
      await kubernetes.patch(object, { metadata: { finalizers } });
      runtime.print(`${nameOf(object)}: removed the finalizer of ${operator.title}, which is not running any more`);
    };
    await Promise.all(left.map(release));
  }
}
