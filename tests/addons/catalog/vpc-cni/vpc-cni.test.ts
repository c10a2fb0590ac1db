import { expect } from "chai";
import { registered } from "../../fixtures";

async function configuration(options: Record<string, unknown>): Promise<string | undefined> {
  return (await registered({ addons: { "vpc-cni": options } })).named("eks-vpc-cni", "aws:eks/addon:Addon").inputs.configurationValues;
}

describe("vpc-cni", () => {
  it("needs no configuration by default", async () => {
    expect(await configuration({})).to.equal(undefined);
  });

  it("enables prefix delegation", async () => {
    expect(await configuration({ prefixDelegation: true })).to.equal(
      '{"env":{"ENABLE_PREFIX_DELEGATION":"true","WARM_PREFIX_TARGET":"1"}}',
    );
  });

  it("enables network policies", async () => {
    expect(await configuration({ networkPolicy: true })).to.equal('{"enableNetworkPolicy":"true"}');
  });

  it("merges the user's values with its own", async () => {
    const values = { env: { WARM_PREFIX_TARGET: "2", ENABLE_POD_ENI: "true" } };
    expect(JSON.parse((await configuration({ prefixDelegation: true, values }))!)).to.deep.equal({
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "2", ENABLE_POD_ENI: "true" },
    });
  });
});
