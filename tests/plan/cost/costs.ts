import type { CostAssumptions } from "../../../components/reference/cost-assumptions";
import { mapValues } from "../../../components/util/map-values";
import type { Cost, CostItem } from "../../../plan/cost/cost";
import { defaultAssumptions, estimateCost } from "../../../plan/cost/estimate";
import type { PlannedResource } from "../../../plan/types";

/** No usage at all: resources alone have a cost. */
const nothing = mapValues(defaultAssumptions, () => 0) as CostAssumptions;

/** The cost of resources in a region, without usage unless some is given. */
export function costIn(region: string, resources: readonly PlannedResource[], assumptions: Partial<CostAssumptions> = {}): Cost {
  return estimateCost(resources, { region, assumptions: { ...nothing, ...assumptions } });
}

/** A row as tests read it: what for, the units a month, the price of a unit, and how well it is known. */
export function shown({ description, quantity, unitPrice, confidence }: CostItem): string {
  return `${description}: ${round(quantity)} x ${round(unitPrice)} ${confidence}`;
}

export function rows(region: string, resources: readonly PlannedResource[], assumptions: Partial<CostAssumptions> = {}): string[] {
  return costIn(region, resources, assumptions).items.map(shown);
}

/** Smallest, start and largest cost of a month, in cents. */
export function range({ monthlyMin, monthly, monthlyMax }: Pick<Cost, "monthly" | "monthlyMin" | "monthlyMax">): [number, number, number] {
  const cents = (amount: number) => Math.round(amount * 100) / 100;
  return [cents(monthlyMin), cents(monthly), cents(monthlyMax)];
}

export function reasons(region: string, resources: readonly PlannedResource[], assumptions: Partial<CostAssumptions> = {}): string[] {
  return costIn(region, resources, assumptions).unpriced.map(({ reason }) => reason);
}

function round(value: number): number {
  return Number(value.toFixed(6));
}
