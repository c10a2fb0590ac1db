import type { Graph } from "./graph";
import { inSequence, type Operations, run, type TimedResource } from "./operations";
import type { Timeline } from "./types";

/**
 * The deletion of resources in groups, as the engine does it (ScheduleDeletes in pkg/resource/deploy/step_generator.go): what depends on
 * something is in an earlier group, and each group waits until the one before it is deleted entirely.
 */
export function deletion(graph: Graph<TimedResource>, isDeleted: (urn: string) => boolean, parallel: number): Timeline {
  const depths: number[] = [];
  const groups: Operations[][] = [];
  for (const [index, resource] of graph.resources.entries()) {
    if (!isDeleted(resource.urn)) continue;
    const depth = 1 + Math.max(-1, ...graph.waitsFor[index]!.flatMap((other) => depths[other] ?? []));
    depths[index] = depth;
    groups[depth] ??= [];
    groups[depth].push({ resource, ops: isDeletedAlong(resource, isDeleted) ? [] : ["delete"], waitsFor: [] });
  }
  return inSequence(groups.reverse().map((group) => run(group, parallel)));
}

/** Resources that stay in the cloud, or that are deleted along with another one, only leave the state. */
function isDeletedAlong({ retainOnDelete, deletedWith }: TimedResource, isDeleted: (urn: string) => boolean): boolean {
  return Boolean(retainOnDelete) || (deletedWith !== undefined && isDeleted(deletedWith));
}
