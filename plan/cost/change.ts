import type { Cost, CostChange, CostItem } from "./cost";

/** Less than this is the noise of binary fractions. */
const noise = 1e-6;

/** The difference between two plans, by resource. Amounts of different currencies are not compared: everything is then new. */
export function costChange(before: Cost, after: Cost): CostChange {
  const comparable = before.currency === after.currency;
  const from = byUrn(comparable ? before.items : []);
  const to = byUrn(after.items);
  const resources = [...new Set([...from.keys(), ...to.keys()])]
    .map((urn) => ({ urn, from: from.get(urn) ?? 0, to: to.get(urn) ?? 0, difference: (to.get(urn) ?? 0) - (from.get(urn) ?? 0) }))
    .filter(({ difference }) => Math.abs(difference) > noise)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || (a.urn < b.urn ? -1 : 1));
  const { monthly, monthlyMin, monthlyMax } = comparable ? before : { monthly: 0, monthlyMin: 0, monthlyMax: 0 };
  return { from: { monthly, monthlyMin, monthlyMax }, difference: after.monthly - monthly, resources };
}

function byUrn(items: readonly CostItem[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { urn, monthly } of items) sums.set(urn, (sums.get(urn) ?? 0) + monthly);
  return sums;
}
