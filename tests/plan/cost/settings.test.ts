import { expect } from "chai";
import { costSettings } from "../../../plan/cost/settings";
import { Failure } from "../../../plan/project/failure";

const issuesOf = (config: Record<string, unknown>): readonly string[] => {
  try {
    costSettings(null, Object.fromEntries(Object.entries(config).map(([key, value]) => [`eks-blueprints:${key}`, JSON.stringify(value)])));
  } catch (error) {
    if (error instanceof Failure) return error.issues;
    throw error;
  }
  return [];
};

describe("costSettings", () => {
  it("come from our settings", () => {
    const settings = { cost: { assumptions: { natGiBPerMonth: 5 } }, budget: { monthly: 10, level: "mandatory" } };
    expect(costSettings(settings, { "aws:region": "eu-west-1" })).to.deep.equal({
      region: "eu-west-1",
      assumptions: { natGiBPerMonth: 5 },
      budget: { monthly: 10, level: "mandatory" },
    });
    expect(costSettings({ cost: { assumptions: {} }, budget: false }, {})).to.deep.equal({ assumptions: {} });
  });

  it("come from the stack file of another program", () => {
    const config = { "eks-blueprints:cost": '{"assumptions":{"natGiBPerMonth":5}}', "eks-blueprints:budget": '{"monthly":10}' };
    expect(costSettings(null, config)).to.deep.equal({ assumptions: { natGiBPerMonth: 5 }, budget: { monthly: 10, level: "advisory" } });
    expect(costSettings(null, {})).to.deep.equal({});
  });

  it("are checked there, every problem at once", () => {
    expect(issuesOf({ cost: { assumptions: { natGibPerMonth: 5, fargatePods: "two" } }, budget: { monthly: -1 } })).to.deep.equal([
      "eks-blueprints:cost.assumptions.natGibPerMonth: unknown key; did you mean natGiBPerMonth?",
      'eks-blueprints:cost.assumptions.fargatePods: expected a number from 0, found "two"',
      "eks-blueprints:budget: expected `{ monthly: 2000 }`",
    ]);
    expect(issuesOf({ cost: 5, budget: { monthly: 5, level: "hard" } })).to.deep.equal([
      "eks-blueprints:cost: expected `{ assumptions: { ... } }`",
      "eks-blueprints:budget.level: expected advisory or mandatory",
    ]);
  });
});
