import { expect } from "chai";
import { registered } from "../../fixtures";

describe("kube-proxy", () => {
  it("is pinned to the cluster's minor version and needs no IAM role", async () => {
    const resources = await registered({ cluster: { version: "1.33" } });
    const { inputs } = resources.named("eks-kube-proxy", "aws:eks/addon:Addon");
    expect(inputs.addonVersion).to.equal("v1.33.10-eksbuild.25");
    expect(inputs.configurationValues).to.equal("{}");
    expect(inputs).not.to.have.any.keys("podIdentityAssociations", "serviceAccountRoleArn");
  });

  it("uses IPVS when `mode` is ipvs", async () => {
    const resources = await registered({ addons: { "kube-proxy": { mode: "ipvs" } } });
    expect(resources.named("eks-kube-proxy", "aws:eks/addon:Addon").inputs.configurationValues).to.equal('{"mode":"ipvs"}');
  });
});
