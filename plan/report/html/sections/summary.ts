import type { Inventory } from "../../inventory";
import { count } from "../../layout";
import { created } from "../../sections/created";
import type { ReportInput } from "../input";
import { blocksHtml } from "../table";
import { type Content, html } from "../template";
import { changeCounts } from "./changes";

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

/** What a decision needs first: how much, of what kind, and whether anything speaks against it. */
export function summary(inventory: Inventory, { document, against }: ReportInput): Content {
  const figures = [resources(inventory), findings(document.findings), ...changed(document.changes, against)];
  return html`<dl class="figures">${figures.map(figure)}</dl>
<h3>Resources by component</h3>
${blocksHtml("Resources by component", created(inventory))}`;
}

function figure({ label, value, note }: Figure): Content {
  return html`<div><dt>${label}</dt><dd class="value">${value}</dd>${note !== undefined && html`<dd class="note">${note}</dd>`}</div>`;
}

function resources({ counted }: Inventory): Figure {
  const components = counted.filter(({ custom }) => !custom).length;
  return { label: "Resources", value: String(counted.length), note: `${count(components, "component")} among them` };
}

function findings(all: ReportInput["document"]["findings"]): Figure {
  const of = (level: string) => all.filter((finding) => finding.level === level).length;
  return { label: "Findings", value: `${of("mandatory")} / ${of("advisory")}`, note: "mandatory / advisory" };
}

function changed(changes: ReportInput["document"]["changes"], against: string | undefined): Figure[] {
  if (!changes) return [];
  return [
    { label: against === undefined ? "Changes" : `Changes from ${against}`, value: String(changes.length), note: changeCounts(changes) },
  ];
}
