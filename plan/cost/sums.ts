import type { CostItem, CostRange, CostShares } from "./cost";

const nothing: CostRange = { monthly: 0, monthlyMin: 0, monthlyMax: 0 };

/** The sum of rows, not rounded. */
export function sum(items: readonly CostRange[]): CostRange {
  return items.reduce(
    (total, { monthly, monthlyMin, monthlyMax }) => ({
      monthly: total.monthly + monthly,
      monthlyMin: total.monthlyMin + monthlyMin,
      monthlyMax: total.monthlyMax + monthlyMax,
    }),
    nothing,
  );
}

/** Sums by pool or team, and of what belongs to none. */
export function byOwner(items: readonly CostItem[], owner: "pool" | "team"): CostShares {
  const groups = new Map<string | undefined, CostItem[]>();
  for (const item of items) groups.set(item[owner], [...(groups.get(item[owner]) ?? []), item]);
  const named = [...groups].filter((group): group is [string, CostItem[]] => group[0] !== undefined);
  return { shares: Object.fromEntries(named.map(([name, of]) => [name, sum(of)])), rest: sum(groups.get(undefined) ?? []) };
}
