import type { Block } from "../layout";
import { type Content, type Html, html } from "./template";

export interface Column {
  readonly label: string;
  /** Numbers and amounts are right-aligned. */
  readonly numeric?: boolean;
}

export interface TableContent {
  /** Caption, also for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell of a row is its header. */
  readonly rows: readonly (readonly Content[])[];
  /** Totals. */
  readonly foot?: readonly Content[];
}

/** A table that scrolls horizontally if it does not fit. Empty without rows. */
export function table({ caption, columns, rows, foot }: TableContent): Html | undefined {
  if (rows.length === 0) return undefined;
  const alignment = (column: number) => columns[column]?.numeric && html` class="num"`;
  const row = (cells: readonly Content[]) =>
    html`<tr>${cells.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td${alignment(at)}>${cell}</td>`))}</tr>`;
  return html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ label }, at) => html`<th scope="col"${alignment(at)}>${label}</th>`)}</tr></thead>
<tbody>${rows.map(row)}</tbody>
${foot && html`<tfoot>${row(foot)}</tfoot>`}</table></div>`;
}

const unnamed: readonly Column[] = [];

/** A section of the terminal output as tables and paragraphs. */
export function blocksHtml(caption: string, blocks: readonly Block[]): Content {
  return blocks.map((block) => {
    if ("text" in block) return block.text !== "" && html`<p>${block.text}</p>`;
    const columns = block.header?.map((label) => ({ label })) ?? unnamed;
    if (columns.length > 0) return table({ caption, columns, rows: block.rows });
    const rows = block.rows.map(([first, ...rest]) => html`<div><dt>${first}</dt><dd>${rest.filter(Boolean).join(" · ")}</dd></div>`);
    return html`<dl class="facts">${rows}</dl>`;
  });
}
