import { expect } from "chai";
import fc from "fast-check";
import type { Cost, CostRange } from "../../../plan/cost/cost";
import { estimateCost } from "../../../plan/cost/estimate";
import { isFree } from "../../../plan/cost/free-types";
import { pricers } from "../../../plan/cost/pricers";
import { resourceTypes } from "../../../plan/resource-types";
import { type PlannedResource, Secret, UNKNOWN, type Value } from "../../../plan/types";
import { planned } from "../resources";
import { costIn, range, reasons } from "./costs";

/** A type token with a version where it is one of Kubernetes. */
const token = (type: string) => (type.startsWith("kubernetes:") ? type.replace(/:([^:]+):/, ":$1/v1:") : type);

const nodeGroup = (name: string, min: number, desired: number, max: number, inputs: Record<string, Value> = {}) =>
  planned({
    type: "aws:eks/nodeGroup:NodeGroup",
    name,
    inputs: { instanceTypes: ["m7g.large"], diskSize: 20, scalingConfig: { minSize: min, desiredSize: desired, maxSize: max }, ...inputs },
  });
const cluster = planned({ type: "aws:eks/cluster:Cluster", name: "eks", inputs: { name: "shop", version: "1.35" } });

/** What generated plans consist of. */
const anyGroup = fc
  .record({
    name: fc.stringMatching(/^[a-z]{1,6}$/),
    sizes: fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)),
    types: fc.subarray(["m7g.large", "c7g.xlarge", "t4g.medium", "unknown.large"], { minLength: 1 }),
    spot: fc.boolean(),
    team: fc.option(fc.constantFrom("a", "b"), { nil: undefined }),
  })
  .map(({ name, sizes, types, spot, team }) => {
    const [min, desired, max] = [...sizes].sort((a, b) => a - b) as [number, number, number];
    const tags: Record<string, Value> = team === undefined ? {} : { team };
    return nodeGroup(name, min, desired, max, { instanceTypes: types, tags, ...(spot && { capacityType: "SPOT" }) });
  });
const anyRegion = fc.constantFrom("eu-west-1", "us-east-1", "ap-southeast-2", "us-gov-west-1", "cn-north-1", "cn-northwest-1");
const anyPlan = fc.array(fc.oneof(anyGroup, fc.constant(cluster)), { maxLength: 6 });

const parts = (range: CostRange) => [range.monthlyMin, range.monthly, range.monthlyMax];

function expectClose(found: CostRange, expected: readonly CostRange[]): void {
  for (const [index, amount] of parts(found).entries()) {
    const sum = expected.reduce((total, each) => total + parts(each)[index]!, 0);
    expect(amount).to.be.closeTo(sum, 1e-6);
  }
}

describe("estimateCost", () => {
  it("is the sum of its items, each of which is its quantity times the unit price", () => {
    fc.assert(
      fc.property(anyPlan, anyRegion, (plan, region) => {
        const cost = costIn(region, plan);
        expectClose(cost, cost.items);
        for (const { monthly, quantity, unitPrice } of cost.items) expect(monthly).to.be.closeTo(quantity * unitPrice, 1e-9);
      }),
    );
  });

  it("adds up by node pool and by team, with the rest, to the total", () => {
    fc.assert(
      fc.property(anyPlan, anyRegion, (plan, region) => {
        const cost = costIn(region, plan);
        for (const { shares, rest } of [cost.byPool, cost.byTeam]) expectClose(cost, [...Object.values(shares), rest]);
      }),
    );
  });

  it("is between the smallest and the largest cost", () => {
    fc.assert(
      fc.property(anyPlan, anyRegion, (plan, region) => {
        const { monthlyMin, monthly, monthlyMax } = costIn(region, plan);
        expect(monthlyMin).to.be.at.most(monthly + 1e-9);
        expect(monthly).to.be.at.most(monthlyMax + 1e-9);
      }),
    );
  });

  it("never falls when a size rises", () => {
    fc.assert(
      fc.property(fc.nat(10), fc.nat(10), fc.boolean(), (size, more, spot) => {
        const inputs: Record<string, Value> = { instanceTypes: ["m7g.large", "c7g.large"], ...(spot && { capacityType: "SPOT" }) };
        const small = costIn("eu-west-1", [nodeGroup("nodes", size, size, size, inputs)]);
        const large = costIn("eu-west-1", [nodeGroup("nodes", size, size + more, size + more, inputs)]);
        for (const [index, amount] of parts(small).entries()) expect(parts(large)[index]).to.be.at.least(amount);
      }),
    );
  });

  it("gives each resource of a priced type a row or a reason, also in a region without prices", () => {
    fc.assert(
      fc.property(anyPlan, anyRegion, (plan, region) => {
        const cost = costIn(region, plan);
        const listed = new Set([...cost.items, ...cost.unpriced].map(({ urn }) => urn));
        expect(plan.filter(({ urn }) => !listed.has(urn))).to.deep.equal([]);
      }),
    );
  });

  for (const type of Object.keys(pricers)) {
    it(`takes a ${type} of which nothing is known before the deployment`, () => {
      const inputs = new Proxy({}, { get: () => UNKNOWN, ownKeys: () => [] });
      for (const each of [{}, inputs]) {
        expect(() => costIn("us-east-1", [planned({ type: token(type), name: "x", inputs: each })])).not.to.throw();
      }
    });
  }

  it("is in the currency of the region, and never adds another", () => {
    const inRegion = (region: string): PlannedResource[] => [
      planned({
        type: "aws:s3/bucket:Bucket",
        name: region,
        inputs: { region },
        urn: `urn:pulumi:dev::shop::aws:s3/bucket:Bucket::${region}`,
      }),
    ];
    const { currency, region, items, unpriced } = costIn(
      "cn-north-1",
      [...inRegion("cn-north-1"), nodeGroup("nodes", 1, 1, 1, { instanceTypes: ["m5.large"] }), ...inRegion("eu-west-1")],
      { bucketGiB: 10 },
    );
    expect([currency, region]).to.deep.equal(["CNY", "cn-north-1"]);
    expect(items.map(({ unit }) => unit)).to.deep.equal(["GB-month", "instance-hour"]);
    expect(unpriced.map(({ reason }) => reason)).to.deep.equal([
      "node volumes, 20 GiB gp3: the tables have no price for cn-north-1",
      "S3, standard storage: its price is in USD",
    ]);
  });

  it("is dated by the oldest table that it used", () => {
    expect(costIn("us-east-1", [nodeGroup("nodes", 1, 1, 1)]).pricesAsOf).to.equal("2026-07-20");
    expect(costIn("eu-west-1", [nodeGroup("nodes", 1, 1, 1)]).pricesAsOf).to.equal("2025-05-28");
    expect(costIn("cn-north-1", [nodeGroup("nodes", 1, 1, 1, { instanceTypes: ["m5.large"] })]).pricesAsOf).to.equal("2024-11-06");
  });

  it("uses the region of each resource: its own, that of its provider, or that of the stack", () => {
    const provider = planned({ type: "pulumi:providers:aws", name: "west", inputs: { region: "us-west-1" } });
    const group = (name: string, more: Partial<PlannedResource>) => ({ ...nodeGroup(name, 1, 1, 1), ...more });
    const plan = [
      provider,
      group("own", { outputs: { region: "eu-west-1" } }),
      group("west", { provider: `${provider.urn}::id` }),
      group("stack", {}),
    ];
    const prices = costIn("us-east-1", plan).items.filter(({ unit }) => unit === "instance-hour");
    // m7g.large in Ireland, Northern California and Northern Virginia
    expect(prices.map(({ unitPrice }) => unitPrice)).to.deep.equal([0.091, 0.0952, 0.0816]);
  });

  it("knows of every AWS type with a row in the plan whether it costs money", () => {
    const unpriced = ["aws:ec2transitgateway/vpcAttachment:VpcAttachment", "aws:fsx/ontapFileSystem:OntapFileSystem"]; // cost money, but the tables have no price
    const types = Object.keys(resourceTypes).filter((type) => type.startsWith("aws:") && !(type in pricers));
    expect(types.filter((type) => !isFree(type))).to.have.members(unpriced);
  });

  it("leaves out resources that are only looked up, and names types without prices in the tables", () => {
    const database = planned({ type: "aws:rds/instance:Instance", name: "db" });
    const known = { ...cluster, external: true };
    expect(costIn("us-east-1", [known]).items).to.deep.equal([]);
    expect(reasons("us-east-1", [database])).to.deep.equal(["the tables have no prices of aws:rds/instance:Instance"]);
    const free = [
      "aws:iam/role:Role",
      "aws:ec2/subnet:Subnet",
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      "aws:eks/accessEntry:AccessEntry",
    ];
    expect(
      reasons(
        "us-east-1",
        free.map((type) => planned({ type, name: "x" })),
      ),
    ).to.deep.equal([]);
  });

  it("reads secret inputs, and tells unknown sizes", () => {
    const secret = nodeGroup("secret", 1, 1, 1, { instanceTypes: new Secret(["m7g.large"]) });
    expect(range(costIn("eu-west-1", [secret]))).to.deep.equal([68.19, 68.19, 68.19]); // 66.43 + 20 x 0.088
    const unknown = nodeGroup("unknown", 1, 1, 1, { scalingConfig: UNKNOWN });
    expect(reasons("eu-west-1", [unknown])).to.deep.equal(["nodes: its size is known only after deployment"]);
  });

  it("has all assumptions, and names those that a quantity depends on", () => {
    const cost = estimateCost([nodeGroup("nodes", 1, 1, 1, { diskSize: UNKNOWN })], {
      region: "us-east-1",
      assumptions: { amiDiskGiB: 30 },
    });
    expect(cost.assumptions).to.include({ amiDiskGiB: 30, natGiBPerMonth: 100 });
    expect(cost.usedAssumptions).to.include("amiDiskGiB").and.not.include("natGiBPerMonth");
  });

  it("belongs to the team of a tag, a taint, or a namespace, and to the pool of its node group", () => {
    const namespace = planned({
      type: "kubernetes:core/v1:Namespace",
      name: "web",
      inputs: { metadata: { name: "web", labels: { team: "burnham" } } },
    });
    const claim = planned({
      type: "kubernetes:core/v1:PersistentVolumeClaim",
      name: "data",
      inputs: { metadata: { name: "data", namespace: "web" }, spec: { resources: { requests: { storage: "10Gi" } } } },
    });
    const tainted = nodeGroup("tainted", 1, 1, 1, { taints: [{ key: "team", value: "riker", effect: "NO_SCHEDULE" }] });
    const tagged = nodeGroup("tagged", 1, 1, 1, { tags: { team: "riker" } });
    const { byTeam, byPool } = costIn("us-east-1", [namespace, claim, tainted, tagged, cluster]);
    // a node: 59.568 + 1.60
    expect(Object.entries(byTeam.shares).map(([name, each]) => [name, ...range(each)])).to.deep.equal([
      ["burnham", 0.8, 0.8, 0.8],
      ["riker", 122.34, 122.34, 122.34],
    ]);
    expect([Object.keys(byPool.shares), range(byPool.rest)]).to.deep.equal([
      ["tainted", "tagged"],
      [73.8, 73.8, 73.8],
    ]);
  });
});

describe("estimateCost with an earlier plan", () => {
  const change = (before: readonly PlannedResource[], after: readonly PlannedResource[]): NonNullable<Cost["change"]> =>
    estimateCost(after, { before, region: "us-east-1" }).change!;

  it("has the differences by resource, the largest first", () => {
    const found = change(
      [cluster, nodeGroup("a", 1, 2, 2), nodeGroup("b", 1, 1, 1)],
      [cluster, nodeGroup("a", 1, 3, 3), nodeGroup("c", 4, 4, 4)],
    );
    // a node with 20 GB: 61.168
    expect(
      found.resources.map(({ urn, from, to }) => [urn.split("::").at(-1), Math.round(from * 1000), Math.round(to * 1000)]),
    ).to.deep.equal([
      ["c", 0, 244672],
      ["a", 122336, 183504],
      ["b", 61168, 0],
    ]);
    expect(found.difference).to.be.closeTo(4 * 61.168, 1e-9);
  });

  it("has no differences between equal plans", () => {
    expect(change([cluster], [cluster])).to.deep.include({ difference: 0, resources: [] });
  });

  it("compares no amounts of different currencies", () => {
    const china = { ...nodeGroup("china", 1, 1, 1, { instanceTypes: ["m5.large"] }), outputs: { region: "cn-north-1" } };
    expect(change([china], [cluster]).from.monthly).to.equal(0);
  });
});
