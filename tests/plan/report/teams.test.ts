import { expect } from "chai";
import { planDocument } from "../../../plan/report/json";
import { planText } from "../../../plan/report/text";
import type { PlannedResource, Values } from "../../../plan/types";
import { noCost, planned } from "../resources";

const layout = { width: 200, colors: false };

function textOf(resources: readonly PlannedResource[]): string {
  const recording = { resources, outputs: {}, log: [] };
  return planText(planDocument({ project: "shop", stack: "dev", settings: null, recording, findings: [], cost: noCost }), {
    tree: false,
    messages: [],
    information: [],
    layout,
  });
}

const team = (kind: string, outputs: Values) =>
  planned({ type: `eks-blueprints:index:${kind}Team`, name: `eks-team-${outputs.team as string}`, custom: false, outputs });

describe("plan: Teams section", () => {
  it("shows the members, access levels, namespaces and quotas of each team", () => {
    const resources = [
      team("Application", {
        team: "burnham",
        accessLevel: "edit",
        namespaces: ["team-burnham", "x"],
        network: "isolated",
        quota: { pods: "50" },
      }),
      team("Application", { team: "riker", accessLevel: "view", namespaces: ["team-riker"], network: "open", quota: false }),
      team("Platform", { team: "platform", accessLevel: "clusterAdmin", namespaces: [] }),
    ];
    expect(textOf(resources).split("\n")).to.include.members([
      "  team      access level   namespaces       network   quota of each namespace",
      "  platform  cluster admin  whole cluster",
      "  burnham   edit           team-burnham, x  isolated  pods 50",
      "  riker     view           team-riker       open      none",
    ]);
  });

  it("is omitted without teams", () => expect(textOf([])).to.not.include("Teams"));
});
