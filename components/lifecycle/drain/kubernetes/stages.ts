// The order in which a cluster is drained. Each stage deletes and lists again until nothing remains, so objects that were created again are
// deleted too.
import { awaitNone, type Runtime, type WaitOptions } from "../runtime";
import { truncateList } from "../truncate-list";
import { ApiError, type Kubernetes } from "./client";
import { type KindName, type KubernetesObject, kinds, nameOf } from "./objects";
import { drainedObjects, releaseAbandoned } from "./operator-objects";
import { topOwners } from "./owners";
import { heldBy, holdingPods, listed, loadBalancerMakers, nodeMakers, ownClaims, ownVolumes, podsOf } from "./select";

/** The result of listing the cluster. */
export interface Listing {
  /** Objects to delete. */
  readonly targets: readonly KubernetesObject[];
  /** Objects that must not exist before the next stage. Volumes are awaited, but their driver deletes them. */
  readonly awaited: readonly KubernetesObject[];
}

export interface Stage {
  readonly title: string;
  list(kubernetes: Kubernetes): Promise<Listing>;
  /** Other work before the deletions of each round. */
  remove?(kubernetes: Kubernetes, runtime: Runtime): Promise<void>;
  /** Minutes after which the next stage starts anyway. Default: never. */
  readonly goesOnAfter?: number;
}

/** Before the stack deletes anything. Nodes remain: the controllers that clean up run on them. */
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
    title: "target group bindings", // those of Services, Ingresses and Gateways are already deleted
    async list(kubernetes) {
      const found = await kubernetes.inventory(["targetGroupBindings", "autoModeTargetGroupBindings"]);
      const targets = Object.values(found).flat();
      return { targets, awaited: targets };
    },
  },
  {
    title: "objects of operators", // while the operators run
    async list(kubernetes) {
      const targets = await drainedObjects(kubernetes);
      return { targets, awaited: targets };
    },
    remove: releaseAbandoned,
  },
  {
    title: "aggregated APIs", // before the pods that serve them: no namespace can be deleted while one of them does not answer
    async list(kubernetes) {
      const targets = (await kubernetes.list(...kinds.apiServices)).filter(({ spec }) => spec?.service);
      return { targets, awaited: targets };
    },
  },
];

/** When no release, namespace or object with a finalizer needs a node. */
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
    title: "node classes of Karpenter", // with their instance profiles and launch templates; without a running Karpenter, these are deleted in AWS
    async list(kubernetes) {
      const targets = await kubernetes.list(...kinds.nodeClasses);
      return { targets, awaited: targets };
    },
    goesOnAfter: 2,
  },
];

/** What a stage could not list or delete. */
export interface Unfinished {
  readonly left: readonly KubernetesObject[];
  /** Why the last listing failed, if it did. */
  readonly failure?: string;
}

/** Runs a stage until nothing remains or the deadline is over. */
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
      if (error instanceof ApiError && error.status === 403) throw error; // a retry does not give permissions
      failure = `the API server: ${(error as Error).message}`; // it may be transient
      return [undefined];
    }
  };
  const remaining = await awaitNone<KubernetesObject | undefined>(runtime, wait, look, (some) => {
    const known = some.filter((object) => object !== undefined);
    return known.length > 0 ? `Waiting for ${stage.title}: ${listed(known)}` : `Waiting for ${stage.title}: ${failure}`;
  });
  return remaining.length === 0 ? { left: [] } : { left, failure };
}
