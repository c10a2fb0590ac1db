// The critical path of a deployment: the longest chain of operations in which each waited for the one before it.
import { graphOf } from "../../plan/timeline/graph";
import { stageOf } from "../../plan/timeline/stages";
import type { Operation } from "../harness/fake-aws/types";
import type { StateResource } from "../harness/pulumi-stack/results";

/** An operation of the critical path. Seconds on the clock of the fake AWS. */
export interface Step {
  readonly urn: string;
  readonly stage: string;
  readonly start: number;
  readonly end: number;
  /** Seconds between the end of the previous operation and the start: the engine's own time, or a wait outside the dependency graph. */
  readonly idle: number;
}

/**
 * The chain of operations that ends last.
 * @param resources the state after the run, with its dependencies
 * @param operations creations, updates and deletions of one run
 */
export function criticalPath(resources: readonly StateResource[], operations: readonly Operation[]): Step[] {
  const byUrn = new Map(operations.map((operation) => [operation.urn, operation]));
  const latest = (some: readonly (Operation | undefined)[]) =>
    some.reduce((a, b) => (a === undefined || (b !== undefined && b.end > a.end) ? b : a), undefined);
  const graph = graphOf(resources);
  const before: (Operation | undefined)[] = [];
  const upTo: (Operation | undefined)[] = []; // the own operation, or the last one of what a resource without operation waits for
  for (const [index, { urn }] of graph.resources.entries()) {
    before[index] = latest(graph.waitsFor[index]!.map((other) => upTo[other]));
    upTo[index] = byUrn.get(urn) ?? before[index];
  }
  const previous = new Map(graph.resources.map(({ urn }, index) => [urn, before[index]]));
  const steps: Step[] = [];
  for (let at = latest(operations); at; at = previous.get(at.urn)) {
    const { urn, start, end } = at;
    steps.unshift({ urn, stage: stageOf(urn), start, end, idle: start - (previous.get(urn)?.end ?? 0) });
  }
  return steps;
}

/** The stages of a critical path in order, with the seconds of each. */
export function stagesOf(steps: readonly Step[]): { readonly stage: string; readonly seconds: number }[] {
  const found: { stage: string; seconds: number }[] = [];
  for (const { stage, start, end, idle } of steps) {
    const last = found.at(-1);
    const seconds = end - start + idle;
    if (last?.stage === stage) last.seconds += seconds;
    else found.push({ stage, seconds });
  }
  return found;
}
