import { scaleLinear } from "d3-scale";
import { type Content, type Html, html } from "../template";
import { axis, type ChartText, chart, chartWidth, labelWidth, round, rowHeight, rowLabel } from "./frame";

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Range, drawn as a line over the bar. */
  readonly range?: readonly [number, number];
  /** Text at the end of the bar. */
  readonly text: string;
}

/** Width of the text at the end of the longest bar. */
const textWidth = 170;

/** Horizontal bars, one per row. */
export function bars(all: readonly Bar[], texts: ChartText, tick: (value: number) => string): Html {
  const most = Math.max(1, ...all.flatMap(({ value, range = [0, 0] }) => [value, ...range]));
  const x = scaleLinear([0, most], [labelWidth, chartWidth - textWidth]).nice(6);
  const height = 26 + all.length * rowHeight;
  const row = ({ label, value, range, text }: Bar, at: number): Content => {
    const y = 24 + at * rowHeight;
    const [least, largest] = range ?? [value, value];
    const end = x(Math.max(value, largest));
    return html`${rowLabel(label, y)}<rect x="${labelWidth}" y="${y + 4}" width="${round(x(value) - labelWidth)}" height="${rowHeight - 9}" rx="2" class="bar"/>${
      largest > least &&
      html`<path d="M${round(x(least))} ${y + 11.5}H${round(x(largest))}M${round(x(least))} ${y + 8}v7M${round(x(largest))} ${y + 8}v7" class="range"/>`
    }<text x="${round(end + 8)}" y="${y + 16}" class="small">${text}</text>`;
  };
  const ticks = x.ticks(6).map((value) => ({ x: x(value), label: tick(value) }));
  return chart(height, texts, html`${axis(ticks, height)}${all.map(row)}`);
}
