import { type Duration, durationRow, kindsOf, typicalSeconds } from "../../components/reference/durations";
import type { PlannedResource } from "../types";
import type { GraphResource } from "./graph";
import { type ScheduledTask, schedule, type Task } from "./schedule";
import type { Timeline, TimelineStep } from "./types";

export type TimedResource = GraphResource &
  Pick<PlannedResource, "type" | "inputs"> &
  Partial<Pick<PlannedResource, "external" | "retainOnDelete">>;

/** What the engine does to one resource, in this order. */
export interface Operations {
  readonly resource: TimedResource;
  readonly ops: readonly (keyof Duration)[];
  /** Top-level properties that change. */
  readonly changed?: readonly string[];
  readonly waitsFor: readonly number[];
}

/** A run of operations in which each starts as soon as it may. */
export function run(all: readonly Operations[], parallel: number): Timeline {
  const tasks = all.map(taskOf);
  const scheduled = schedule(tasks, parallel);
  const seconds = Math.max(0, ...scheduled.map(({ end }) => end));
  return {
    seconds,
    criticalPath: chain(scheduled, seconds).flatMap((index) => (tasks[index]!.seconds > 0 ? [all[index]!.resource.urn] : [])),
    steps: all
      .flatMap((operations, index) => stepsOf(operations, scheduled[index]!.start))
      .sort((a, b) => a.start - b.start || a.end - b.end),
  };
}

/** One run after another. */
export function inSequence(runs: readonly Timeline[]): Timeline {
  let seconds = 0;
  const steps: TimelineStep[] = [];
  for (const { steps: own, seconds: taken } of runs) {
    for (const step of own) steps.push({ ...step, start: step.start + seconds, end: step.end + seconds });
    seconds += taken;
  }
  return { seconds, criticalPath: runs.flatMap(({ criticalPath }) => criticalPath), steps };
}

function secondsOf(op: keyof Duration, { resource, changed = [] }: Operations): number {
  const { custom, external, type, inputs } = resource;
  return custom && !external ? typicalSeconds(type, op, [...kindsOf(type, inputs), ...changed]) : 0;
}

function taskOf(operations: Operations): Task {
  const { resource, ops, waitsFor } = operations;
  const { oneAtATimePer } = durationRow(resource.type);
  const oneAtATime = oneAtATimePer && `${resource.type} ${String(resource.inputs[oneAtATimePer])}`;
  return { seconds: ops.reduce((sum, op) => sum + secondsOf(op, operations), 0), waitsFor, ...(oneAtATime && { oneAtATime }) };
}

function stepsOf(operations: Operations, start: number): TimelineStep[] {
  let at = start;
  return operations.ops.flatMap((op) => {
    const step = { urn: operations.resource.urn, op, start: at, end: at + secondsOf(op, operations) };
    at = step.end;
    return step.end > step.start ? [step] : [];
  });
}

/** The tasks that led to the one which ends last. */
function chain(scheduled: readonly ScheduledTask[], seconds: number): number[] {
  const found: number[] = [];
  let at: number | undefined = scheduled.findIndex(({ end }) => end === seconds);
  while (at !== undefined && at >= 0) {
    found.unshift(at);
    at = scheduled[at]!.after;
  }
  return found;
}
