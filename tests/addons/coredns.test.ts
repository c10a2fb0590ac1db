import { expect } from "chai";
import { startMocks } from "../support/mocks";
import { type InstallOptions, install } from "./fixtures";

const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };

async function configuration(options: InstallOptions): Promise<unknown> {
  const mocks = startMocks();
  await mocks.run(() => install(options));
  return JSON.parse(mocks.resources.named("eks-coredns", "aws:eks/addon:Addon").inputs.configurationValues);
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
