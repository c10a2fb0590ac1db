import { expect } from "chai";
import { type InstallOptions, pool, registered } from "../../fixtures";

async function values(options: true | Record<string, unknown> = true, more: InstallOptions = {}) {
  return (await registered({ addons: { gatekeeper: options }, ...more })).named("eks-gatekeeper", "kubernetes:helm.sh/v3:Release").inputs
    .values;
}

describe("gatekeeper", () => {
  it("runs three pods of the webhook, apart", async () => {
    const { replicas, controllerManager } = await values();
    expect(replicas).to.equal(3);
    expect(controllerManager.topologySpreadConstraints).to.have.length(2);
  });

  it("lets all pods and jobs run on tainted nodes", async () => {
    const taints = [{ key: "dedicated", value: "system", effect: "NoSchedule" }];
    const found = await values(true, { nodePools: { system: pool({ taints }) } });
    for (const part of ["controllerManager", "audit", "crds", "postInstall", "postUpgrade", "preUninstall"])
      expect(found[part].tolerations, part).to.deep.include({ key: "dedicated", operator: "Equal", value: "system", effect: "NoSchedule" });
  });

  it("needs no image of another project", async () => {
    expect((await values()).postInstall.probeWebhook).to.deep.equal({ enabled: false });
  });
});
