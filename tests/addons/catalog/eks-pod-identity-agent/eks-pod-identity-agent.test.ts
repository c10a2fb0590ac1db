import { expect } from "chai";
import { registered } from "../../fixtures";

describe("eks-pod-identity-agent", () => {
  it("needs no role and no configuration", async () => {
    const resources = await registered({});
    const { inputs } = resources.named("eks-eks-pod-identity-agent", "aws:eks/addon:Addon");
    expect(inputs).to.include({ addonName: "eks-pod-identity-agent", addonVersion: "v1.3.10-eksbuild.3" });
    expect(inputs.configurationValues).to.equal("{}");
    expect(inputs).not.to.have.any.keys("podIdentityAssociations", "serviceAccountRoleArn");
  });
});
