import { money } from "../../../cost/money";
import { duration } from "../../duration";
import type { Inventory } from "../../inventory";
import { count } from "../../layout";
import { created } from "../../sections/created";
import { type Figure, figures } from "../figures";
import type { ReportInput } from "../input";
import { blocksHtml } from "../table";
import { type Content, html } from "../template";
import { changeCounts } from "./changes";

/** Key figures, and findings that speak against a deployment. */
export function summary(inventory: Inventory, { document, against }: ReportInput): Content {
  return html`${figures([resources(inventory), price(document.cost), time(document.timeline), findings(document.findings), ...changed(document.changes, against)])}
<h3>Resources by component</h3>
${blocksHtml("Resources by component", created(inventory))}`;
}

function resources({ counted }: Inventory): Figure {
  const components = counted.filter(({ custom }) => !custom).length;
  return { label: "Resources", value: String(counted.length), note: `${count(components, "component")} among them` };
}

function price({ currency, monthly, monthlyMin, monthlyMax, unpriced, change }: ReportInput["document"]["cost"]): Figure {
  const range = monthlyMin < monthlyMax ? `${money(monthlyMin)} to ${money(monthlyMax)}` : "";
  const difference = change && `${change.difference >= 0 ? "+" : ""}${money(change.difference)} from ${money(change.from.monthly)}`;
  const notes = [range, difference, unpriced.length > 0 && `${unpriced.length} without a price`].filter(Boolean);
  return { label: "Cost per month", value: `${currency} ${money(monthly)}`, ...(notes.length > 0 && { note: notes.join("; ") }) };
}

function time({ seconds, destroy, change }: ReportInput["document"]["timeline"]): Figure {
  const note = `destroy ${duration(destroy.seconds)}${change ? `, this change ${duration(change.seconds)}` : ""}`;
  return { label: "First deployment", value: duration(seconds), note };
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
