import { expect } from "chai";
import { nodePool } from "../../../components/addons/catalog/karpenter/pool-options";
import { nodePoolSpec } from "../../../components/util/karpenter/node-pool-spec";

function generations(pool: object) {
  const settings = nodePool.parse(pool);
  const spec = nodePoolSpec(
    { ...settings, taints: settings.taints ?? [] },
    { architectures: ["amd64"], nodeClass: "a", group: "karpenter.k8s.aws" },
  );
  return spec.template.spec.requirements.filter(({ key }) => key.endsWith("instance-generation")).map(({ values }) => values);
}

describe("generations of a NodePool", () => {
  const cases: readonly [what: string, pool: object, expected: unknown[]][] = [
    ["five at least by default", {}, [["4"]]],
    ["five at least for categories that have them", { categories: ["c", "i", "g", "p"] }, [["4"]]],
    ["any for Inferentia and Trainium, which are in their second", { categories: ["inf", "trn"] }, []],
    ["any with a category among others that is older", { categories: ["m", "inf"] }, []],
    ["what the pool says", { categories: ["inf"], minGeneration: 2 }, [["1"]]],
    ["any for families", { families: ["m4"] }, []],
  ];
  for (const [what, pool, expected] of cases)
    it(`are ${what}`, () => {
      expect(generations(pool)).to.deep.equal(expected);
    });

  it("are an issue where no instance of the categories has them", () => {
    const issues = (pool: object) => (nodePool.safeParse(pool).error?.issues ?? []).map(({ message }) => message);
    expect(issues({ categories: ["inf", "trn"], minGeneration: 5 }).join()).to.include(
      "starts nothing: category inf has no instances of generation 5",
    );
    expect(issues({ categories: ["m", "inf"], minGeneration: 5 })).to.deep.equal([]);
  });
});
