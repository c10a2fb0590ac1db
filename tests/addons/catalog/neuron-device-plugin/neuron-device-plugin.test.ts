import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { type InstallOptions, pool, registered } from "../../fixtures";
import { selection } from "../../plan/selection";

const name = "neuron-device-plugin";
const inferentia = pool({ instanceTypes: ["inf2.xlarge"], taints: [{ key: "aws.amazon.com/neuron", effect: "NoSchedule" }] });

async function release(options: InstallOptions) {
  return (await registered(options)).named("eks-neuron-device-plugin", "kubernetes:helm.sh/v3:Release").inputs;
}

describe("neuron-device-plugin", () => {
  it("is enabled automatically when a pool has Neuron devices", () => {
    const names = (nodePools: InstallOptions["nodePools"]) => Object.keys(selection({}, { nodePools }).addons);
    expect(names({ inferentia })).to.include(name);
    expect(names({ trainium: pool({ instanceTypes: ["trn1.2xlarge"] }) })).to.include(name);
    expect(names({ plain: pool(), gpu: pool({ instanceTypes: ["g5.xlarge"] }) })).not.to.include(name);
  });

  it("installs the plugin from AWS's chart without its node problem detector", async () => {
    const inputs = await release({ nodePools: { inferentia } });
    expect(inputs).to.deep.include({
      chart: "oci://public.ecr.aws/neuron/neuron-helm-chart",
      name,
      version: "1.9.0",
      namespace: "kube-system",
    });
    expect(inputs.values.npd).to.deep.equal({ enabled: false });
    expect(inputs.values.devicePlugin.tolerations).to.deep.equal([
      { key: "CriticalAddonsOnly", operator: "Exists" },
      { key: "aws.amazon.com/neuron", operator: "Exists", effect: "NoSchedule" },
    ]);
    expect(chartIssues("neuron-helm-chart", inputs.values)).to.deep.equal([]);
  });

  it("pulls its image through a mirror", async () => {
    const registries = { "public.ecr.aws": "mirror.example/ecr" };
    const { values } = await release({ nodePools: { inferentia }, images: { registries } });
    expect(values.devicePlugin.image.repository).to.equal("mirror.example/ecr/neuron/neuron-device-plugin");
  });
});
