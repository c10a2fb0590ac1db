import type { Cost } from "../../cost/cost";
import { money } from "../../cost/money";
import { nameOf } from "../../engine/urn";
import { type Category, costByCategory, sharesOf } from "../cost-categories";
import type { MarkdownSection, MarkdownTable } from "./sections";
import { code, text } from "./text";

/** Monthly cost, and its change. */
export function costSections(cost: Cost): MarkdownSection[] {
  const { change, unpriced, unbounded, currency } = cost;
  const sections: MarkdownSection[] = [];
  if (change && change.resources.length > 0) {
    const rows = change.resources.map(({ urn, from, to, difference }) => [
      code(nameOf(urn)),
      money(from),
      money(to),
      `${difference > 0 ? "+" : ""}${money(difference)}`,
    ]);
    const numbers = ["before", "after", "difference"].map((label) => ({ label, numeric: true }));
    const columns = [{ label: "resource" }, ...numbers];
    sections.push({ summary: `${rows.length} resources cost more or less, in ${currency}`, content: [{ columns, rows }] });
  }
  if (cost.items.length > 0)
    sections.push({
      summary: `Cost per month, in ${currency}`,
      content: [
        `List prices of ${text(cost.region)} as of ${text(cost.pricesAsOf)}, without taxes, free tiers and discounts.`,
        sums("kind", costByCategory(cost)),
        ...[sharesOf(cost.byPool, "no node pool")].filter((all) => all.length > 0).map((all) => sums("node pool", all)),
        ...[sharesOf(cost.byTeam, "no team")].filter((all) => all.length > 0).map((all) => sums("team", all)),
      ],
    });
  const missing = [...unpriced, ...unbounded];
  if (missing.length > 0) {
    const rows = missing.map(({ urn, reason }) => [code(nameOf(urn)), text(reason)]);
    sections.push({
      summary: `${missing.length} without a price or an upper limit`,
      content: [{ columns: [{ label: "resource" }, { label: "reason" }], rows }],
    });
  }
  return sections;
}

function sums(noun: string, all: readonly Category[]): MarkdownTable {
  const numbers = ["per month", "at least", "at most"].map((label) => ({ label, numeric: true }));
  const rows = all.map(({ name, monthly, monthlyMin, monthlyMax }) => [text(name), money(monthly), money(monthlyMin), money(monthlyMax)]);
  return { columns: [{ label: noun }, ...numbers], rows };
}
