import { costAssumptions } from "../../components/reference/cost-assumptions";
import { didYouMean } from "../../components/util/did-you-mean";
import { isRecord } from "../../components/util/is-record";
import { Failure } from "../project/failure";
import type { Budget } from "./budget";
import type { CostOptions } from "./estimate";

/** What a stack file says of cost. */
export interface CostSettings extends CostOptions {
  readonly budget?: Budget;
}

/**
 * Assumptions and budget of a stack: from its settings, which are checked, or for another program than ours from the same keys of its stack file.
 * @throws Failure with every problem of these keys
 */
export function costSettings(settings: unknown, config: Readonly<Record<string, string>>): CostSettings {
  const region = config["aws:region"];
  const ours = isRecord(settings);
  const cost = ours ? settings.cost : parsed(config["eks-blueprints:cost"]);
  const budget = ours ? settings.budget : parsed(config["eks-blueprints:budget"]);
  const issues = ours ? [] : [...assumptionIssues(cost), ...budgetIssues(budget)];
  if (issues.length > 0) throw new Failure(issues);
  return {
    ...(region !== undefined && { region }),
    ...(isRecord(cost) && isRecord(cost.assumptions) && { assumptions: cost.assumptions }),
    ...(isRecord(budget) && { budget: { level: "advisory", ...budget } as Budget }),
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

const isAmount = (value: unknown) => typeof value === "number" && value >= 0;

function assumptionIssues(cost: unknown): string[] {
  if (cost === undefined) return [];
  const assumptions = isRecord(cost) ? (cost.assumptions ?? {}) : undefined;
  if (!isRecord(assumptions)) return ["eks-blueprints:cost: expected `{ assumptions: { ... } }`"];
  return Object.entries(assumptions).flatMap(([name, value]) => {
    const path = `eks-blueprints:cost.assumptions.${name}`;
    const known = Object.keys(costAssumptions);
    if (!known.includes(name)) return [`${path}: unknown key${didYouMean(name, known)}`];
    return isAmount(value) ? [] : [`${path}: expected a number from 0, found ${JSON.stringify(value)}`];
  });
}

function budgetIssues(budget: unknown): string[] {
  if (budget === undefined || budget === false) return [];
  if (!isRecord(budget) || !isAmount(budget.monthly)) return ["eks-blueprints:budget: expected `{ monthly: 2000 }`"];
  const { level = "advisory" } = budget;
  return level === "advisory" || level === "mandatory" ? [] : ["eks-blueprints:budget.level: expected advisory or mandatory"];
}
