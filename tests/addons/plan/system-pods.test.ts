import { readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";
import { addonCatalog } from "../../../components/addons/plan/catalog-settings";
import { validateSettings } from "../../../components/settings/validation/validate-settings";

function results(sections: object) {
  const { issues, findings } = validateSettings(
    { region: "us-west-2", defaultName: "shop-dev", sections: sections as Record<string, unknown> },
    addonCatalog,
  );
  return {
    issues: issues.map(({ path, message }) => `${path}: ${message}`),
    rules: findings.map(({ rule }) => rule),
    messages: findings.filter(({ rule }) => rule === "no-start-nodes").map(({ message }) => message),
  };
}

const pools = (...types: readonly [type: string, desired: number][]) => ({
  nodePools: Object.fromEntries(
    types.map(([type, desired], index) => [`p${index}`, { instanceTypes: [type], size: { min: 0, max: 50, desired } }]),
  ),
});

describe("start size of node pools", () => {
  it("is rejected if the nodes cannot hold CoreDNS", () => {
    const { config } = parse(readFileSync("tests/fixtures/cases/tiny-nodes.yaml", "utf8"));
    const { issues } = results({ nodePools: config["eks-blueprints:nodePools"] });
    expect(issues).to.deep.equal([
      "nodePools: the nodes at the start have room for 1 pods besides the 3 that run on every node, and CoreDNS alone has 2: by its network interfaces and memory t3.micro, t4g.nano runs few pods; use larger instance types, such as t4g.medium, or raise `size.desired`",
    ]);
  });

  it("is accepted from as many small nodes on as hold it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (nodes, replicas) => {
        const { issues } = results({ ...pools(["t3.micro", nodes]), addons: { coredns: { replicas } } });
        expect(issues.length > 0).to.equal(nodes < replicas);
      }),
      { numRuns: 20 },
    );
  });

  it("is accepted for one node of common types", () => {
    for (const type of ["t4g.small", "t3.medium", "m7g.medium", "m7g.large", "c7g.medium"])
      expect(results(pools([type, 1])).issues, type).to.deep.equal([]);
  });

  it("counts the nodes of every zone", () => {
    expect(
      results({ nodePools: { a: { instanceTypes: ["t3.micro"], spread: "perZone", size: { min: 1, max: 2 } } } }).issues,
    ).to.deep.equal([]);
  });

  it("is not checked if something else starts nodes", () => {
    for (const more of [
      { addons: { karpenter: {} } },
      { fargate: { a: { selectors: [{ namespace: "kube-system" }] } } },
      { cluster: { autoMode: true } },
    ])
      expect(results({ ...pools(["t3.micro", 1]), ...more }).issues, JSON.stringify(more)).to.deep.equal([]);
  });

  it("gives a finding for no node at all", () => {
    expect(results(pools(["t4g.large", 0])).rules).to.deep.equal(["no-start-nodes"]);
  });

  it("gives the finding where Karpenter cannot start either", () => {
    const karpenter = { addons: { karpenter: {} } };
    expect(results({ ...pools(["t4g.large", 0]), ...karpenter }).messages).to.deep.equal([
      "no pool has a node at the start, so the pods of CoreDNS and Karpenter cannot run and their installation fails",
    ]);
    expect(results({ ...pools(["t4g.large", 1]), ...karpenter }).messages).to.deep.equal([]);
  });

  it("gives the finding exactly where no started pool takes system pods and no Fargate profile does", () => {
    const taint = fc.constantFrom(undefined, "CriticalAddonsOnly", "dedicated");
    const pool = fc.record({ taint, desired: fc.integer({ min: 0, max: 2 }), effect: fc.constantFrom("NoSchedule", "PreferNoSchedule") });
    const stacks = fc.record({
      all: fc.array(pool, { minLength: 1, maxLength: 3 }),
      addons: fc.constantFrom({}, { karpenter: {} }, { "cluster-autoscaler": {} }, { "vpc-cni": { prefixDelegation: true } }),
      fargate: fc.constantFrom(undefined, "batch", "kube-system"),
    });
    fc.assert(
      fc.property(stacks, ({ all, addons, fargate }) => {
        const nodePools = all.map(({ taint: key, effect, desired }, index) => [
          `p${index}`,
          { instanceTypes: ["m7g.large"], size: { min: 0, desired, max: 5 }, ...(key && { taints: [{ key, effect }] }) },
        ]);
        const keptOff = (one: (typeof all)[number]) => one.taint === "dedicated" && one.effect === "NoSchedule";
        const tolerated = all.every((one) => one.taint !== undefined && one.effect === "NoSchedule");
        const held = all.some((one) => one.desired > 0 && (tolerated || !keptOff(one)));
        const { rules } = results({
          nodePools: Object.fromEntries(nodePools),
          addons,
          ...(fargate && { fargate: { a: { selectors: [{ namespace: fargate }] } } }),
        });
        expect(rules.includes("no-start-nodes")).to.equal(!held && fargate !== "kube-system");
      }),
    );
  });
});
