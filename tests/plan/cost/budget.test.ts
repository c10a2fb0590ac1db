import { expect } from "chai";
import { budgetFindings } from "../../../plan/cost/budget";
import { planned } from "../resources";
import { costIn } from "./costs";

const cluster = planned({ type: "aws:eks/cluster:Cluster", name: "eks", inputs: { name: "shop", version: "1.35" } });
const cost = costIn("us-east-1", [cluster]); // 73.00

describe("budgetFindings", () => {
  it("has a finding of the budget's level where the monthly cost is above it", () => {
    expect(budgetFindings(cost, { monthly: 70, level: "mandatory" })).to.deep.equal([
      {
        rule: "budget",
        level: "mandatory",
        path: "eks-blueprints:budget.monthly",
        message: "the stack costs 73.00 USD a month, 3.00 above the budget of 70.00",
        fix: "choose smaller or fewer nodes, spot capacity or fewer NAT gateways, or raise the budget",
        source: [],
      },
    ]);
    expect(budgetFindings(cost, { monthly: 72.99, level: "advisory" })[0]).to.include({ level: "advisory" });
  });

  it("has none at the budget, below it, and without one", () => {
    expect(budgetFindings(cost, { monthly: 73, level: "mandatory" })).to.deep.equal([]);
    expect(budgetFindings(cost, undefined)).to.deep.equal([]);
  });

  it("says where there is nothing to compare", () => {
    const unknown = costIn("cn-northwest-1", [cluster]);
    expect(budgetFindings(unknown, { monthly: 100, level: "mandatory" }).map(({ rule, level }) => [rule, level])).to.deep.equal([
      ["budget-unknown", "advisory"],
    ]);
  });
});
