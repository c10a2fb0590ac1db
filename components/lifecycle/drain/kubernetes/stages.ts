// The order in which a cluster is emptied. Each stage deletes and looks again until nothing of it is left, so what comes back goes as well.
import { awaitNone, type Runtime, type WaitOptions } from "../runtime";
import { truncateList } from "../truncate-list";
import { ApiError, type Kubernetes } from "./client";
import { type KindName, type KubernetesObject, kinds, nameOf } from "./objects";
import { drainedObjects, releaseAbandoned } from "./operator-objects";
import { topOwners } from "./owners";
import { heldBy, holdingPods, listed, loadBalancerMakers, nodeMakers, ownClaims, ownVolumes, podsOf } from "./select";

/** What a look at the cluster found. */
export interface Listing {
  /** What is to be deleted. */
  readonly targets: readonly KubernetesObject[];
  /** What must be gone before the next stage; volumes are awaited, but deleted by their driver. */
  readonly awaited: readonly KubernetesObject[];
}

export interface Stage {
  readonly title: string;
  list(kubernetes: Kubernetes): Promise<Listing>;
  /** What else stands in the way, before the deletes of each look. */
  remove?(kubernetes: Kubernetes, runtime: Runtime): Promise<void>;
  /** After how many minutes to go on all the same. Absent: never. */
  readonly goesOnAfter?: number;
}

/** Before anything of the stack goes. Nodes stay: the controllers that clean up run on them. */
export const clusterStages: readonly Stage[] = [
  {
    title: "load balancers and volumes",
    async list(kubernetes) {
      const names = ["services", "ingresses", "gateways", "accelerators", "pods", "claims", "volumes"] as const satisfies KindName[];
      const found = await kubernetes.inventory(names);
      const [makers, claims] = [loadBalancerMakers(found), ownClaims(found)];
      const workloads = await topOwners(kubernetes, podsOf(claims, found.pods));
      return { targets: [...makers, ...workloads, ...claims], awaited: [...makers, ...claims, ...ownVolumes(found.volumes)] };
    },
  },
  {
    title: "target group bindings", // those of Services, Ingresses and Gateways are gone with them
    async list(kubernetes) {
      const found = await kubernetes.inventory(["targetGroupBindings", "autoModeTargetGroupBindings"]);
      const targets = Object.values(found).flat();
      return { targets, awaited: targets };
    },
  },
  {
    title: "objects of operators", // while these run
    async list(kubernetes) {
      const targets = await drainedObjects(kubernetes);
      return { targets, awaited: targets };
    },
    remove: releaseAbandoned,
  },
  {
    title: "aggregated APIs", // no namespace goes while one of them does not answer, so before the pods that serve it
    async list(kubernetes) {
      const targets = (await kubernetes.list(...kinds.apiServices)).filter(({ spec }) => spec?.service);
      return { targets, awaited: targets };
    },
  },
];

/** When no release, namespace or object with a finalizer is left that needs a node. */
export const nodeStages: readonly Stage[] = [
  {
    title: "nodes of Karpenter",
    async list(kubernetes) {
      const targets = nodeMakers(await kubernetes.inventory(["nodePools", "nodeClaims"]));
      return { targets, awaited: targets };
    },
    async remove(kubernetes, runtime) {
      const { budgets, pods, ...found } = await kubernetes.inventory(["nodePools", "nodeClaims", "pods", "budgets"]);
      const freed = holdingPods(pods, nodeMakers(found)).map(async (pod) => {
        await kubernetes.patch(pod, { metadata: { annotations: { [heldBy]: null } } });
        runtime.print(`${nameOf(pod)} would block the drain of its node: removed its annotation ${heldBy}`);
      });
      const removed = budgets.map(async (budget) => {
        await kubernetes.delete(budget);
        runtime.print(`Deleted ${nameOf(budget)}, which would block the drain of nodes`);
      });
      await Promise.all([...freed, ...removed]);
    },
  },
  {
    title: "node classes of Karpenter", // with their instance profiles and launch templates, which are cleared in AWS where Karpenter does not run
    async list(kubernetes) {
      const targets = await kubernetes.list(...kinds.nodeClasses);
      return { targets, awaited: targets };
    },
    goesOnAfter: 2,
  },
];

/** What a stage could not see or delete. */
export interface Unfinished {
  readonly left: readonly KubernetesObject[];
  /** The last look's failure, where it could not be taken. */
  readonly failure?: string;
}

/** Runs a stage until nothing of it is left, or the time is over. */
export async function runStage(stage: Stage, kubernetes: Kubernetes, runtime: Runtime, wait: WaitOptions): Promise<Unfinished> {
  const asked = new Set<string>();
  const refusals = new Map<string, string>();
  let left: readonly KubernetesObject[] = [];
  let failure: string | undefined;
  const refused = (error: Error, what: string) => refusals.set(what, `${what}: ${error.message}`);
  const remove = async (target: KubernetesObject) => {
    if (!asked.has(target.metadata.uid)) runtime.print(`Deleting ${nameOf(target)}`);
    asked.add(target.metadata.uid);
    await kubernetes.delete(target).catch((error) => refused(error, nameOf(target)));
  };
  const look = async () => {
    refusals.clear();
    try {
      await stage.remove?.(kubernetes, runtime).catch((error) => refused(error, `objects that block ${stage.title}`));
      const { targets, awaited } = await stage.list(kubernetes);
      await Promise.all(targets.filter(({ metadata }) => !metadata.deletionTimestamp).map(remove));
      left = awaited;
      failure = refusals.size > 0 ? truncateList([...refusals.values()], "; ") : undefined;
      return left;
    } catch (error) {
      if (error instanceof ApiError && error.status === 403) throw error; // waiting gives nobody rights
      failure = `the API server: ${(error as Error).message}`; // it may come back
      return [undefined];
    }
  };
  const remaining = await awaitNone<KubernetesObject | undefined>(runtime, wait, look, (some) => {
    const known = some.filter((object) => object !== undefined);
    return known.length > 0 ? `Waiting for ${stage.title}: ${listed(known)}` : `Waiting for ${stage.title}: ${failure}`;
  });
  return remaining.length === 0 ? { left: [] } : { left, failure };
}
