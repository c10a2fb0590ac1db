import { expect } from "chai";
import { isOwnerTaint, poolOwnerOf, poolOwners } from "../../components/util/pool-owners";

describe("poolOwners", () => {
  const teams = { a: { nodePool: "x" }, b: {}, acme: { tier: { name: "premium", nodePool: "p" } } };
  const owners = poolOwners({ teams, tenants: { tiers: { premium: { nodePool: "p" }, basic: {} } } });

  it("are teams and tiers that name a pool", () => {
    expect([...owners]).to.deep.equal([
      ["x", { key: "team", value: "a" }],
      ["p", { key: "tier", value: "premium" }],
    ]);
  });

  it("decide on which nodes the pods of a team run", () => {
    expect(poolOwnerOf("a", teams.a)).to.deep.equal({ key: "team", value: "a" });
    expect(poolOwnerOf("acme", teams.acme)).to.deep.equal({ key: "tier", value: "premium" });
    expect(poolOwnerOf("b", teams.b)).to.equal(undefined);
    expect(poolOwnerOf("c", { tier: { name: "basic" } })).to.equal(undefined);
  });

  it("have taints that pods of others do not tolerate", () => {
    expect(isOwnerTaint({ key: "tier", value: "premium" }, owners)).to.equal(true);
    expect(isOwnerTaint({ key: "tier", value: "backend" }, owners)).to.equal(false);
    expect(isOwnerTaint({ key: "team", value: "anybody" }, new Map())).to.equal(true);
  });
});
