import type { Cost, CostChange, CostItem, Unpriced } from "../../../cost/cost";
import { money } from "../../../cost/money";
import { nameOf, typeOf } from "../../../engine/urn";
import { type Category, costByCategory, sharesOf } from "../../cost-categories";
import { record } from "../../inventory";
import { kindOfType } from "../../kind";
import type { Json } from "../../printable";
import { bars } from "../charts/bars";
import { type Figure, figures } from "../figures";
import { type Column, table } from "../table";
import { type Content, html } from "../template";

/** More bars are merged into one. */
const mostBars = 20;

/** Monthly cost, its parts, and the assumptions. */
export function cost(all: Cost, settings: Json): Content {
  const { currency, region, pricesAsOf, items, unpriced, unbounded, change } = all;
  if (items.length === 0 && unpriced.length === 0) return html`<p>Nothing in this plan has a price.</p>`;
  const amount = (value: number) => `${currency} ${money(value)}`;
  return html`${figures([
    { label: "Per month", value: amount(all.monthly), note: "start size, typical spot prices" },
    { label: "At least", value: amount(all.monthlyMin), note: "smallest size, cheapest capacity" },
    {
      label: "At most",
      value: amount(all.monthlyMax),
      note: `largest size, on-demand prices${unbounded.length > 0 ? ", without what has no limit" : ""}`,
    },
    ...budgetFigure(record(record(settings).budget).monthly, all.monthly, amount),
    ...(change ? [{ label: "Change", value: signed(change.difference), note: `from ${amount(change.from.monthly)}` }] : []),
  ])}
<p class="note">List prices of ${region} as of ${pricesAsOf} in ${currency}, without taxes, free tiers and discounts. The lines show the range from the smallest to the largest size.</p>
${shares("By kind", "kind", costByCategory(all), amount)}
${shares("By node pool", "pool", sharesOf(all.byPool, "no node pool"), amount)}
${shares("By team", "team", sharesOf(all.byTeam, "no team"), amount)}
${change && changes(change)}
${unpricedTable("Without a price", unpriced)}${unpricedTable("Without an upper limit", unbounded)}
<h3>Details</h3>
<details><summary>All ${items.length} rows of the bill</summary>${itemsTable(all)}</details>
<details><summary>Assumptions</summary>${assumptions(all)}</details>`;
}

function budgetFigure(budget: Json | undefined, monthly: number, amount: (value: number) => string): Figure[] {
  if (typeof budget !== "number") return [];
  const left = budget - monthly;
  return [{ label: "Budget", value: amount(budget), note: left >= 0 ? `${amount(left)} left` : `exceeded by ${amount(-left)}` }];
}

function signed(value: number): string {
  return `${value > 0 ? "+" : ""}${money(value)}`;
}

const range: readonly Column[] = ["per month", "at least", "at most"].map((label) => ({ label, numeric: true }));
const rangeCells = ({ monthly, monthlyMin, monthlyMax }: Category | Cost | CostItem) => [
  money(monthly),
  money(monthlyMin),
  money(monthlyMax),
];

function shares(title: string, noun: string, all: readonly Category[], amount: (value: number) => string): Content {
  if (all.length === 0) return undefined;
  const id = `cost-${noun}`;
  const shown = all.slice(0, mostBars);
  const chart = bars(
    shown.map(({ name, monthly, monthlyMin, monthlyMax }) => ({
      label: name,
      value: monthly,
      range: [monthlyMin, monthlyMax],
      text: amount(monthly),
    })),
    { id, title: `Cost per month by ${noun}`, description: "The table below contains the same numbers." },
    (value) => money(value).replace(/\.00$/, ""),
  );
  const total = all.reduce(
    (sum, { monthly, monthlyMin, monthlyMax }) => [sum[0]! + monthly, sum[1]! + monthlyMin, sum[2]! + monthlyMax],
    [0, 0, 0],
  );
  return html`<h3>${title}</h3>${chart}${table({
    caption: `Cost per month by ${noun}`,
    columns: [{ label: noun }, ...range],
    rows: all.map((each) => [each.name, ...rangeCells(each)]),
    foot: ["total", ...total.map(money)],
  })}`;
}

function itemsTable(all: Cost): Content {
  return table({
    caption: `Every row of the bill, in ${all.currency}`,
    columns: [
      { label: "resource" },
      { label: "for" },
      { label: "quantity", numeric: true },
      { label: "unit" },
      { label: "unit price", numeric: true },
      ...range,
      { label: "price from" },
    ],
    rows: all.items.map((item) => [
      resource(item.urn),
      item.description,
      decimals(item.quantity, 2),
      item.unit,
      decimals(item.unitPrice, 6),
      ...rangeCells(item),
      item.confidence,
    ]),
    foot: ["total", "", "", "", "", ...rangeCells(all), ""],
  });
}

function changes({ resources }: CostChange): Content {
  return html`<h3>What changes</h3>${
    resources.length === 0
      ? html`<p>No resource costs more or less.</p>`
      : table({
          caption: "Resources that cost more or less",
          columns: [{ label: "resource" }, ...["before", "after", "difference"].map((label) => ({ label, numeric: true }))],
          rows: resources.map(({ urn, from, to, difference }) => [resource(urn), money(from), money(to), signed(difference)]),
        })
  }`;
}

function unpricedTable(title: string, all: readonly Unpriced[]): Content {
  if (all.length === 0) return undefined;
  const columns = [{ label: "resource" }, { label: "reason" }];
  return html`<h3>${title}</h3>${table({ caption: title, columns, rows: all.map(({ urn, reason }) => [resource(urn), reason]) })}`;
}

function assumptions({ assumptions: all, usedAssumptions }: Cost): Content {
  const rows = usedAssumptions.map((name) => [html`<code>${name}</code>`, String(all[name])]);
  return html`<p class="note">Quantities that no plan can know, from <code>eks-blueprints:cost.assumptions</code>.</p>${table({
    caption: "Assumed quantities",
    columns: [{ label: "assumption" }, { label: "value", numeric: true }],
    rows,
  })}`;
}

const resource = (urn: string) => html`${nameOf(urn)} <span class="note">${kindOfType(typeOf(urn))}</span>`;

function decimals(value: number, most: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: most });
}
