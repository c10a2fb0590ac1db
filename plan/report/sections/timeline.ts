import { nameOf, typeOf } from "../../engine/urn";
import type { PlanTimeline, TimelineStep } from "../../timeline/types";
import { type Block, paragraph, type Row, table } from "../layout";

/** Shorter operations of the critical path are omitted. */
const shortestShown = 5;

/** Duration of each run, and the critical path of the next one. */
export function timeline({ destroy, change, parallel, ...first }: PlanTimeline): Block[] {
  if (first.seconds === 0 && !change?.seconds) return [];
  const runs: Row[] = [
    ["first deployment", about(first.seconds)],
    ...(change ? [["this change", about(change.seconds)]] : []),
    ["destroy", about(destroy.seconds)],
  ];
  const shown = change ?? first;
  const path = new Set(shown.criticalPath);
  const steps = shown.steps.filter(({ urn, start, end }) => path.has(urn) && end - start >= shortestShown);
  if (steps.length === 0) return table(runs);
  return [
    ...table(runs),
    paragraph(`Critical path, typical durations, ${parallel} operations at once:`),
    ...table(steps.map(row), { indent: "    ", header: ["start", "takes", "operation", "type", "resource"] }),
  ];
}

function row({ urn, op, start, end }: TimelineStep): Row {
  return [clock(start).padStart(6), clock(end - start).padStart(6), op, typeOf(urn).split(":").at(-1)!, nameOf(urn)];
}

/** `13:45`, minutes and seconds. */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function about(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return seconds < 60 ? "less than a minute" : `about ${minutes} minute${minutes === 1 ? "" : "s"}`;
}
