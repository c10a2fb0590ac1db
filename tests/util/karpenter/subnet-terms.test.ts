import { expect } from "chai";
import { subnetSelectorTerms } from "../../../components/util/karpenter/subnet-terms";

const own = { clusterName: "shop", localZoneSubnetIds: { "us-east-1-bos-1a": "subnet-bos" } };
const tagged = { tags: { "karpenter.sh/discovery": "shop" } };

describe("subnetSelectorTerms", () => {
  const cases = [
    ["the tagged subnets of the stack's VPC", {}, own, [tagged]],
    ["the subnets of an existing VPC by id", {}, { ...own, subnetIds: ["subnet-a", "subnet-b"] }, [{ id: "subnet-a" }, { id: "subnet-b" }]],
    ["those of the pool", { subnetIds: ["subnet-c"] }, own, [{ id: "subnet-c" }]],
    ["the tagged ones for zones of the region", { zones: ["us-east-1a"] }, own, [tagged]],
    ["that of a Local Zone alone", { zones: ["us-east-1-bos-1a"] }, own, [{ id: "subnet-bos" }]],
    ["both for zones of both kinds", { zones: ["us-east-1a", "us-east-1-bos-1a"] }, own, [tagged, { id: "subnet-bos" }]],
  ] as const;
  for (const [what, pool, place, expected] of cases)
    it(`selects ${what}`, () => {
      const chosen = "subnetIds" in pool ? { subnetIds: [...pool.subnetIds] } : "zones" in pool ? { zones: [...pool.zones] } : {};
      expect(subnetSelectorTerms(chosen, place)).to.deep.equal(expected);
    });
});
