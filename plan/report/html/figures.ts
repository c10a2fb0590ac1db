import { type Html, html } from "./template";

/** A key figure with its label. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

export function figures(all: readonly Figure[]): Html {
  return html`<dl class="figures">${all.map(
    ({ label, value, note }) =>
      html`<div><dt>${label}</dt><dd class="value">${value}</dd>${note !== undefined && html`<dd class="note">${note}</dd>`}</div>`,
  )}</dl>`;
}
