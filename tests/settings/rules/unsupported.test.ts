import { expect } from "chai";
import { caseSections, issuesOf } from "../../environment/counterparts/fixtures";

const member = "arn:aws:iam::111122223333:role/Dev";
const team = (more: object) => ({ teams: { burnham: { kind: "application", members: [member], ...more } } });

describe("settings without a feature behind them", () => {
  it("name the alternatives to giving a team a NodePool of Karpenter", () => {
    expect(issuesOf(caseSections("team-on-karpenter-pool")))
      .to.match(/^teams\.burnham\.nodePool: batch is a NodePool of Karpenter/)
      .and.contain("add one there")
      .and.contain("`addons.karpenter.nodePools.batch`");
    expect(issuesOf(team({ nodePool: "batch" }))).to.equal("teams.burnham.nodePool: unknown pool batch; add it to nodePools");
    const karpenter = { addons: { karpenter: true }, nodePools: { general: {} } };
    expect(issuesOf({ ...karpenter, ...team({ nodePool: "default" }) })).to.contain("default is a NodePool of Karpenter");
  });

  it("say so of a node pool of Auto Mode and of a Fargate profile", () => {
    const found = (pool: string) =>
      issuesOf({
        cluster: { autoMode: true },
        fargate: { batch: { selectors: [{ namespace: "batch" }] } },
        ...team({ nodePool: pool }),
      });
    expect(found("system")).to.contain("system is a node pool of Auto Mode, and a team's own pool must be in `nodePools`");
    expect(found("batch")).to.contain("batch is a Fargate profile, which selects pods by their namespace");
  });
});
