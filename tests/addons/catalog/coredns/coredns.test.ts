import { expect } from "chai";
import { type InstallOptions, registered } from "../../fixtures";

const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };

async function configuration(options: InstallOptions): Promise<unknown> {
  const resources = await registered(options);
  return JSON.parse(resources.named("eks-coredns", "aws:eks/addon:Addon").inputs.configurationValues);
}

describe("coredns", () => {
  it("has two pods, or as many as asked for", async () => {
    expect(await configuration({})).to.deep.equal({ replicaCount: 2 });
    expect(await configuration({ addons: { coredns: { replicas: 3 } } })).to.deep.equal({ replicaCount: 3 });
  });

  it("runs on Fargate only where nothing else does", async () => {
    expect(await configuration({ nodePools: {}, fargate })).to.deep.equal({ replicaCount: 2, computeType: "Fargate" });
    expect(await configuration({ fargate })).to.deep.equal({ replicaCount: 2 });
  });
});
