import { expect } from "chai";
import { type InstallOptions, pool, registered } from "../../fixtures";

const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };

async function configuration(options: InstallOptions): Promise<unknown> {
  const resources = await registered(options);
  return JSON.parse(resources.named("eks-coredns", "aws:eks/addon:Addon").inputs.configurationValues);
}

describe("coredns", () => {
  it("runs two pods, or `replicas` pods", async () => {
    expect(await configuration({})).to.deep.equal({ replicaCount: 2 });
    expect(await configuration({ addons: { coredns: { replicas: 3 } } })).to.deep.equal({ replicaCount: 3 });
  });

  it("runs on Fargate only on clusters with only Fargate", async () => {
    expect(await configuration({ nodePools: {}, fargate })).to.deep.equal({ replicaCount: 2, computeType: "Fargate" });
    const win = pool({ ami: "windows2022", instanceTypes: ["m7i.large"] });
    expect(await configuration({ nodePools: { win }, fargate })).to.deep.include({ computeType: "Fargate" });
    expect(await configuration({ nodePools: { win, linux: pool() }, fargate })).not.to.have.property("computeType");
    expect(await configuration({ fargate })).to.deep.equal({ replicaCount: 2 });
  });
});
