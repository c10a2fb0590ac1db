import { expect } from "chai";
import { evaluate, plannedResource, UNKNOWN, type Values } from "eks-blueprints/policy";
import { ownerTag } from "../policies/owner-tag";

describe("shop-owner-tag", () => {
  const findings = (inputs: Values) =>
    evaluate([plannedResource({ type: "aws:eks/cluster:Cluster", name: "shop", inputs })], [ownerTag], "production");

  it("reports clusters without the tag", () => {
    expect(findings({}).map(({ level, message }) => `${level}: ${message}`)).to.deep.equal(["mandatory: the cluster has no tag owner"]);
  });

  it("accepts clusters with the tag, or whose tags are unknown", () => {
    expect(findings({ tags: { owner: "shop" } })).to.deep.equal([]);
    expect(findings({ tags: UNKNOWN })).to.deep.equal([]);
  });
});
