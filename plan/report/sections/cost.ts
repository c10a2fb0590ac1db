import type { Cost, CostChange, CostItem, CostRange, CostShares, Unpriced } from "../../cost/cost";
import { money } from "../../cost/money";
import { nameOf } from "../../engine/urn";
import { type Block, count, paragraph, type Row, table } from "../layout";

/** Maximum number of rows per table; the document has all. */
const mostRows = 10;

const rangeHeader = ["start", "smallest", "largest"];

/** Monthly cost in the currency of the region; with `--against` also the changes. */
export function cost({ change, ...plan }: Cost): Block[] {
  const { items, unpriced, unbounded, region, pricesAsOf } = plan;
  if (items.length === 0 && unpriced.length === 0) return [];
  const prices = pricesAsOf === "" ? "" : `List prices of ${region} as of ${pricesAsOf}, without taxes and discounts.`;
  return [
    ...(change ? changed(change, plan) : []),
    ...(items.length > 0 ? itemTable(plan) : []),
    ...shares("node pool", plan.byPool),
    ...shares("team", plan.byTeam),
    ...[prices, assumed(plan)].filter(Boolean).map((text) => paragraph(text)),
    ...listed("Without a known price", unpriced),
    ...listed("Not part of the largest cost, because it has no bound", unbounded),
  ];
}

export function costHeading({ currency }: Cost): string {
  return `Cost a month in ${currency}`;
}

function itemTable({ items, ...total }: CostRange & Pick<Cost, "items">): Block[] {
  const sorted = [...items].sort((a, b) => b.monthly - a.monthly || b.monthlyMax - a.monthlyMax);
  const shown = sorted.slice(0, mostRows);
  const others = sorted.slice(mostRows);
  const rows: Row[] = [
    ...shown.map((item) => [...amounts(item), described(item), nameOf(item.urn)]),
    ...(others.length > 0 ? [[...amounts(sum(others)), count(others.length, "further row"), ""]] : []),
    [...amounts(total), "total", ""],
  ];
  return aligned(rows, [...rangeHeader, "for", "resource"], rangeHeader.length);
}

function described({ description, confidence }: CostItem): string {
  return confidence === "estimate" ? `${description} (estimate)` : description;
}

function sum(ranges: readonly CostRange[]): CostRange {
  const of = (key: keyof CostRange) => ranges.reduce((total, each) => total + each[key], 0);
  return { monthly: of("monthly"), monthlyMin: of("monthlyMin"), monthlyMax: of("monthlyMax") };
}

function amounts({ monthly, monthlyMin, monthlyMax }: CostRange): string[] {
  return [monthly, monthlyMin, monthlyMax].map(money);
}

/** A table whose first columns are right-aligned amounts. */
function aligned(rows: readonly Row[], header: Row, amountColumns: number): Block[] {
  const width = (column: number) => Math.max(...[header, ...rows].map((row) => row[column]!.length));
  const widths = header.map((_, column) => (column < amountColumns ? width(column) : 0));
  const right = (row: Row) => row.map((cell, column) => cell.padStart(widths[column]!));
  return table(rows.map(right), { header: right(header) });
}

function shares(noun: string, { shares: all, rest }: CostShares): Block[] {
  const named = Object.entries(all).sort(([, a], [, b]) => b.monthly - a.monthly || b.monthlyMax - a.monthlyMax);
  if (named.length === 0) return [];
  const others = named.slice(mostRows).map(([, range]) => range);
  const rows: Row[] = [
    ...named.slice(0, mostRows).map(([name, range]) => [...amounts(range), name]),
    ...(others.length > 0 ? [[...amounts(sum(others)), `${others.length} others`]] : []),
    [...amounts(rest), "everything else"],
  ];
  return aligned(rows, [...rangeHeader, noun], rangeHeader.length);
}

function changed({ from, difference, resources }: CostChange, { monthly }: CostRange): Block[] {
  const signed = (amount: number) => (amount > 0 ? `+${money(amount)}` : money(amount));
  const rows: Row[] = [
    ...resources.slice(0, mostRows).map(({ urn, from: before, to, difference: by }) => [money(before), money(to), signed(by), nameOf(urn)]),
    [money(from.monthly), money(monthly), signed(difference), "total"],
  ];
  return aligned(rows, ["before", "after", "change", "resource"], 3);
}

function assumed({ assumptions, usedAssumptions }: Pick<Cost, "assumptions" | "usedAssumptions">): string {
  if (usedAssumptions.length === 0) return "";
  const values = usedAssumptions.map((name) => `${name} ${assumptions[name]}`).join(", ");
  return `Assumed (eks-blueprints:cost.assumptions): ${values}.`;
}

/** Number of charges without a price for the same reason that are merged into one paragraph. */
const mostAlike = 3;

/** Reason of each resource; common reasons once. */
function listed(what: string, all: readonly Unpriced[]): Block[] {
  if (all.length === 0) return [];
  const groups = new Map<string, Unpriced[]>();
  for (const each of all) groups.set(why(each), [...(groups.get(why(each)) ?? []), each]);
  const alike = [...groups].filter(([, group]) => group.length > mostAlike);
  const single = [...groups].filter(([, group]) => group.length <= mostAlike).flatMap(([, group]) => group);
  const rows = single.slice(0, mostRows).map(({ urn, reason }) => [nameOf(urn), reason]);
  const more = single.length > mostRows ? [[`${single.length - mostRows} more`, "--json lists all"]] : [];
  return [
    paragraph(`${what}:`),
    ...alike.map(([reason, group]) => paragraph(`${reason}: ${[...new Set(group.map(whatOf))].join("; ")}`, { indent: "    " })),
    ...table([...rows, ...more], { indent: "    " }),
  ];
}

/** A reason starts with the charge: `KMS key: the tables have no price for ...`. */
function why({ reason }: Unpriced): string {
  return reason.slice(reason.lastIndexOf(": ") + 1).trim();
}

function whatOf({ urn, reason }: Unpriced): string {
  const end = reason.lastIndexOf(": ");
  return end < 0 ? nameOf(urn) : reason.slice(0, end);
}
