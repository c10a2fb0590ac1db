import { type Html, html } from "./template";

/** A number that matters, with what it counts. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

/** Numbers side by side. */
export function figures(all: readonly Figure[]): Html {
  return html`<dl class="figures">${all.map(
    ({ label, value, note }) =>
      html`<div><dt>${label}</dt><dd class="value">${value}</dd>${note !== undefined && html`<dd class="note">${note}</dd>`}</div>`,
  )}</dl>`;
}
