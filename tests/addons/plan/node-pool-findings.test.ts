import { expect } from "chai";
import { outcomeOf } from "../../environment/counterparts/fixtures";

const windows = { win: { ami: "windows2022", instanceTypes: ["m7i.large"] } };
const system = { system: { selectors: [{ namespace: "kube-system" }] } };
const capacity = async (sections: object) => (await outcomeOf({ ...sections })).findings.filter((line) => line.includes("stay pending"));

describe("pods of add-ons where all pools run Windows", () => {
  it("are reported if no Fargate profile selects them", async () => {
    expect(await capacity({ nodePools: windows, fargate: system, addons: { keda: true } })).to.deep.equal([
      "nodePools: all pools run Windows, and no Fargate profile selects the pods of keda, which stay pending; add a pool of Linux nodes, or a Fargate profile for keda",
    ]);
  });

  it("run on Fargate, or on Linux nodes", async () => {
    expect(await capacity({ nodePools: windows, fargate: system, addons: { "metrics-server": true } })).to.deep.equal([]);
    expect(await capacity({ nodePools: { ...windows, linux: {} }, fargate: system, addons: { keda: true } })).to.deep.equal([]);
  });
});
