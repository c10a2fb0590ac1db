import { expect } from "chai";
import type { Cost } from "../../../../plan/cost/cost";
import { estimateCost } from "../../../../plan/cost/estimate";
import { linesOf } from "../../../../plan/report/layout";
import { cost, costHeading } from "../../../../plan/report/sections/cost";
import { costIn } from "../../cost/costs";
import { noCost, planned } from "../../resources";

const cluster = planned({ type: "aws:eks/cluster:Cluster", name: "eks", inputs: { name: "shop", version: "1.35" } });
const nodes = (max: number) =>
  planned({
    type: "aws:eks/nodeGroup:NodeGroup",
    name: "general",
    inputs: { instanceTypes: ["m7g.16xlarge"], diskSize: 20, scalingConfig: { minSize: 0, desiredSize: 1, maxSize: max } },
  });
const lines = (of: Cost) => cost(of).flatMap((block) => linesOf(block, { width: 120, colors: false }));

describe("plan: Cost section", () => {
  it("aligns amounts on the right, with two decimals, the largest rows first, and the total last", () => {
    // m7g.16xlarge: 730 x 2.6112 = 1906.176
    expect(lines(costIn("us-east-1", [cluster, nodes(10)], { amiDiskGiB: 20 }))).to.deep.equal([
      "     start  smallest    largest  for                       resource",
      "  1,906.18      0.00  19,061.76  m7g.16xlarge, on-demand   general",
      "     73.00     73.00      73.00  control plane             eks",
      "      1.60      0.00      16.00  node volumes, 20 GiB gp3  general",
      "  1,980.78     73.00  19,150.76  total",
      "     start  smallest    largest  node pool",
      "  1,907.78      0.00  19,077.76  general",
      "     73.00     73.00      73.00  everything else",
      "  List prices of us-east-1 as of 2026-07-20, without taxes and discounts.",
      "  Assumed (eks-blueprints:cost.assumptions): internetGiBPerMonth 0, crossZoneGiBPerMonth 0.",
    ]);
    expect(costHeading(noCost)).to.equal("Cost a month in USD");
  });

  it("lists what has no price and what has no bound", () => {
    const pool = planned({
      type: "kubernetes:karpenter.sh/v1:NodePool",
      name: "pool",
      inputs: { metadata: { name: "pool" }, spec: { template: { spec: {} } } },
    });
    const database = planned({ type: "aws:rds/instance:Instance", name: "db" });
    const text = lines(costIn("us-east-1", [pool, database])).join("\n");
    expect(text).to.include("Without a known price:\n    db  the tables have no prices of aws:rds/instance:Instance");
    expect(text).to.include("Not part of the largest cost, because it has no bound:\n    pool  node pool pool has no limits");
  });

  it("says once what many charges without a price have in common", () => {
    const keys = ["a", "b", "c"].map((name) => planned({ type: "aws:kms/key:Key", name }));
    const text = lines(costIn("cn-northwest-1", [cluster, nodes(1), ...keys], { amiDiskGiB: 20 }))
      .join(" ")
      .replace(/ +/g, " ");
    expect(text).to.include(
      "Without a known price: the tables have no price for cn-northwest-1: control plane; m7g.16xlarge, on-demand; node volumes, 20 GiB gp3; KMS key",
    );
  });

  it("shows what the changes cost", () => {
    const changed = estimateCost([cluster], { before: [cluster, nodes(1)], region: "us-east-1", assumptions: { amiDiskGiB: 20 } });
    expect(lines(changed).slice(0, 3)).to.deep.equal([
      "    before  after     change  resource",
      "  1,907.78   0.00  -1,907.78  general",
      "  1,980.78  73.00  -1,907.78  total",
    ]);
  });

  it("is empty where nothing costs anything", () => {
    expect(cost(noCost)).to.deep.equal([]);
  });
});
