import { type Finding, finding } from "../../components/util/finding";
import type { Cost } from "./cost";
import { money } from "./money";

/** What a month may cost, in the currency of the region's prices. */
export interface Budget {
  readonly monthly: number;
  readonly level: "advisory" | "mandatory";
}

/** A finding where the monthly cost is above the budget, or where the budget cannot be compared because nothing has a price. */
export function budgetFindings({ monthly, currency, items, unpriced }: Cost, budget: Budget | undefined): Finding[] {
  if (!budget) return [];
  const path = "eks-blueprints:budget.monthly";
  if (items.length === 0 && unpriced.length > 0) {
    const message = "the budget is not compared, because no planned resource has a known price";
    return [finding({ rule: "budget-unknown", path, message, fix: "run `npm run prices` to read the prices of the region" })];
  }
  if (monthly <= budget.monthly) return [];
  const amounts = `${money(monthly)} ${currency} a month, ${money(monthly - budget.monthly)} above the budget of ${money(budget.monthly)}`;
  const fix = "choose smaller or fewer nodes, spot capacity or fewer NAT gateways, or raise the budget";
  return [finding({ rule: "budget", level: budget.level, path, message: `the stack costs ${amounts}`, fix })];
}
