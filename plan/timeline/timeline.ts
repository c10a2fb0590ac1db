import type { Change } from "../diff/changes";
import { parsePath } from "../diff/paths";
import type { PlannedResource } from "../types";
import { deletion } from "./deletion";
import { type Graph, graphOf } from "./graph";
import { inSequence, type Operations, run, type TimedResource } from "./operations";
import type { PlanTimeline, Timeline } from "./types";

/** A change from another plan, as far as its duration depends on it. */
export interface TimedChange {
  readonly changes: readonly Change[];
  /** URNs of resources whose old one is deleted before its replacement is created. */
  readonly deletedFirst: ReadonlySet<string>;
  /** Resources of the former plan that are deleted after everything else. */
  readonly deletedLast: readonly Pick<TimedResource, "urn">[];
  /** The whole former plan. */
  readonly before: readonly TimedResource[];
}

/** Workers of `pulumi up` on a machine with four processors: four for each, unless `--parallel` says otherwise (cmd/pulumi/operations/up.go). */
const defaultParallel = 16;

/** How long the first deployment of planned resources, their deletion and a change to them typically take. */
export function timelineOf(resources: readonly PlannedResource[], change?: TimedChange, parallel = defaultParallel): PlanTimeline {
  const graph = graphOf(resources);
  const created = graph.resources.map((resource, index): Operations => ({ resource, ops: ["create"], waitsFor: graph.waitsFor[index]! }));
  return {
    ...run(created, parallel),
    parallel,
    destroy: deletion(graph, () => true, parallel),
    ...(change && { change: changeTimeline(graph, change, parallel) }),
  };
}

/** Creations, updates and replacements in the order of dependencies; then the deletion of what is gone, and of what was replaced. */
function changeTimeline(graph: Graph<PlannedResource>, change: TimedChange, parallel: number): Timeline {
  const changes = new Map(change.changes.map((one) => [one.urn, one]));
  const operations = graph.resources.map((resource, index): Operations => {
    const waitsFor = graph.waitsFor[index]!;
    const one = changes.get(resource.urn);
    if (!one) return { resource, ops: [], waitsFor };
    if (one.op === "replace") return { resource, ops: change.deletedFirst.has(one.urn) ? ["delete", "create"] : ["create"], waitsFor };
    return { resource, ops: [one.op], changed: one.properties.map(({ path }) => String(parsePath(path)[0])), waitsFor };
  });
  const last = new Set(change.deletedLast.map(({ urn }) => urn));
  return inSequence([run(operations, parallel), deletion(graphOf(change.before), (urn) => last.has(urn), parallel)]);
}
