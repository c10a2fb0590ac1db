import { nameOf, typeOf } from "../../../engine/urn";
import type { PlanTimeline, Timeline, TimelineStep } from "../../../timeline/types";
import { clock, duration } from "../../duration";
import { kindOfType } from "../../kind";
import { type GanttRow, gantt } from "../charts/gantt";
import { figures } from "../figures";
import { table } from "../table";
import { type Content, html } from "../template";

/** Maximum number of rows; the longest operations are shown. */
const mostRows = 45;
/** Operations off the critical path that take a smaller share of the total are omitted. */
const shortestPart = 1 / 200;

/** Duration of each run of the engine, with its critical path. */
export function timeline({ parallel, destroy, change, ...first }: PlanTimeline): Content {
  const runs: readonly (readonly [string, Timeline])[] = [
    ...(change ? [["This change", change] as const] : []),
    ["First deployment", first],
    ["Destroy", destroy],
  ];
  const shown = runs.filter(([, { seconds }]) => seconds > 0);
  if (shown.length === 0) return html`<p>No operation of this plan takes time.</p>`;
  return html`${figures(runs.map(([label, { seconds }]) => ({ label, value: duration(seconds) })))}
<p class="note">Typical durations, ${parallel} operations at once. Parallel operations are side by side; the critical path is the longest chain of operations that wait for each other.</p>
<p class="legend"><span class="critical">critical path</span><span>other operations</span></p>
${shown.map(([label, run], at) => html`<details${at === 0 && html` open`}><summary>${label} <span class="note">${duration(run.seconds)}</span></summary>${runContent(label, run, at)}</details>`)}`;
}

function runContent(label: string, { seconds, criticalPath, steps }: Timeline, at: number): Content {
  const path = new Set(criticalPath);
  const lasting = (step: TimelineStep) => step.end - step.start;
  const longest = steps
    .filter((step) => path.has(step.urn) || lasting(step) >= seconds * shortestPart)
    .sort((a, b) => Number(path.has(b.urn)) - Number(path.has(a.urn)) || lasting(b) - lasting(a))
    .slice(0, mostRows);
  const rows = longest
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map(
      (step): GanttRow => ({
        label: name(step),
        start: step.start,
        end: step.end,
        text: clock(lasting(step)),
        critical: path.has(step.urn),
      }),
    );
  const left = steps.length - rows.length;
  const chart = gantt(rows, seconds, {
    id: `gantt-${at}`,
    title: `${label}: operations over time`,
    description: `${rows.length} operations within ${duration(seconds)}. The table below lists the critical path.`,
  });
  const critical = steps.filter(({ urn }) => path.has(urn));
  return html`${chart}${left > 0 && html`<p class="note">${left} shorter operations are not shown.</p>`}
${table({
  caption: `${label}: critical path, minutes and seconds`,
  columns: [{ label: "resource" }, { label: "operation" }, { label: "start", numeric: true }, { label: "duration", numeric: true }],
  rows: critical.map((step) => [name(step), step.op, clock(step.start), clock(lasting(step))]),
  foot: ["total", "", "", clock(seconds)],
})}`;
}

function name({ urn }: TimelineStep): string {
  return `${nameOf(urn)} (${kindOfType(typeOf(urn))})`;
}
