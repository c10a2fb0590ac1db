import { scaleLinear } from "d3-scale";
import { type Content, type Html, html } from "../template";
import { axis, type ChartText, chart, chartWidth, labelWidth, round, rowHeight, rowLabel } from "./frame";

/** One operation. Seconds since the start. */
export interface GanttRow {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** Text at the end of the bar. */
  readonly text: string;
  readonly critical: boolean;
}

const textWidth = 70;

/** Operations over time, one per row. */
export function gantt(rows: readonly GanttRow[], seconds: number, texts: ChartText): Html {
  const minutes = Math.max(1, seconds / 60);
  const x = scaleLinear([0, minutes], [labelWidth, chartWidth - textWidth]);
  const height = 26 + rows.length * rowHeight;
  const row = ({ label, start, end, text, critical }: GanttRow, at: number): Content => {
    const y = 24 + at * rowHeight;
    const [left, right] = [x(start / 60), x(end / 60)];
    return html`${rowLabel(label, y)}<rect x="${round(left)}" y="${y + 4}" width="${round(Math.max(2, right - left))}" height="${rowHeight - 9}" rx="2" class="bar${
      critical && " critical"
    }"/><text x="${round(right + 6)}" y="${y + 16}" class="small">${text}</text>`;
  };
  const ticks = x.ticks(8).map((value) => ({ x: x(value), label: `${value} min` }));
  return chart(height, texts, html`${axis(ticks, height)}${rows.map(row)}`);
}
