import { expect } from "chai";
import { pool, registered } from "../../fixtures";
import { selection } from "../../plan/selection";

async function values(region: string) {
  const found = await registered({ region, addons: { "aws-efa-k8s-device-plugin": true } });
  return found.named("eks-aws-efa-k8s-device-plugin", "kubernetes:helm.sh/v3:Release").inputs.values;
}

describe("aws-efa-k8s-device-plugin", () => {
  it("is enabled automatically when a pool has EFA interfaces", () => {
    const names = (efa: boolean) =>
      Object.keys(selection({}, { nodePools: { train: pool({ instanceTypes: ["p5.48xlarge"], efa }) } }).addons);
    expect(names(true)).to.include("aws-efa-k8s-device-plugin");
    expect(names(false)).not.to.include("aws-efa-k8s-device-plugin");
    const started = { efa: true, instanceTypes: ["p5.48xlarge"], zones: ["eu-west-1a"], limits: { cpu: 400, memory: "4Ti" } };
    expect(Object.keys(selection({ karpenter: { nodePools: { started } } }).addons)).to.include("aws-efa-k8s-device-plugin");
  });

  it("pulls its image from the registry of EKS in the stack's region", async () => {
    const images = {
      "eu-west-1": "602401143452.dkr.ecr.eu-west-1.amazonaws.com",
      "cn-north-1": "918309763551.dkr.ecr.cn-north-1.amazonaws.com.cn",
    };
    for (const [region, host] of Object.entries(images))
      expect((await values(region)).image.repository).to.equal(`${host}/eks/aws-efa-k8s-device-plugin`);
  });

  it("tolerates every taint", async () => {
    expect((await values("eu-west-1")).tolerations).to.deep.equal([{ operator: "Exists" }]);
  });
});
