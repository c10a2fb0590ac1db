import type { Duration } from "../../components/reference/durations";

/** One operation of the engine. Seconds from the start of the run. */
export interface TimelineStep {
  readonly urn: string;
  readonly op: keyof Duration;
  readonly start: number;
  readonly end: number;
}

/** One run of the engine: how long it typically takes, and why. */
export interface Timeline {
  readonly seconds: number;
  /** URNs of the longest chain of operations in which each waited for the one before it. */
  readonly criticalPath: readonly string[];
  /** Operations that take time, ordered by start. */
  readonly steps: readonly TimelineStep[];
}

/** The timeline of the first deployment, and those of other runs. */
export interface PlanTimeline extends Timeline {
  /** How many operations the engine runs at once (`--parallel`). */
  readonly parallel: number;
  readonly destroy: Timeline;
  /** From another plan to this one, under `--against`. */
  readonly change?: Timeline;
}
