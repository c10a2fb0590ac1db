import { type Content, type Html, html } from "../template";

export interface ChartText {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Width of every chart; narrower screens scroll. */
export const chartWidth = 920;
export const rowHeight = 24;
/** Width of the names on the left. */
export const labelWidth = 250;

/** A chart as SVG that scrolls if it does not fit. Colors come from the style sheet of the page. */
export function chart(height: number, { id, title, description }: ChartText, content: Content): Html {
  return html`<div class="chart" role="group" aria-label="${title}" tabindex="0"><svg width="${chartWidth}" height="${height}" viewBox="0 0 ${chartWidth} ${height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>
${content}</svg></div>`;
}

/** Vertical grid lines with their labels. */
export function axis(ticks: readonly { readonly x: number; readonly label: string }[], height: number): Content {
  return ticks.map(
    ({ x, label }) =>
      html`<line x1="${round(x)}" x2="${round(x)}" y1="18" y2="${height}" class="grid"/><text x="${round(x)}" y="12" class="small middle">${label}</text>`,
  );
}

/** Label on the left of a row. */
export function rowLabel(text: string, y: number): Content {
  const chars = [...text];
  const shown = chars.length > 34 ? `${chars.slice(0, 33).join("")}…` : text;
  return html`<text x="${labelWidth - 10}" y="${round(y + 16)}" class="end">${shown}${shown !== text && html`<title>${text}</title>`}</text>`;
}

export const round = (number: number) => Math.round(number * 10) / 10;
