import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { type InstallOptions, pool, registered } from "../../fixtures";
import { selection } from "../../plan/selection";

const name = "nvidia-device-plugin";
const gpu = pool({ instanceTypes: ["g5.xlarge"], taints: [{ key: "team", value: "ml", effect: "NoExecute" }] });

async function values(options: InstallOptions) {
  const resources = await registered(options);
  const { inputs } = resources.named("eks-nvidia-device-plugin", "kubernetes:helm.sh/v3:Release");
  expect(inputs).to.deep.include({ chart: name, version: "0.20.0", namespace: "kube-system" });
  expect(chartIssues(name, inputs.values)).to.deep.equal([]);
  return inputs.values;
}

const terms = (found: Awaited<ReturnType<typeof values>>) =>
  found.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;

describe("nvidia-device-plugin", () => {
  it("is enabled automatically when a pool has GPUs and an AMI without the plugin", () => {
    const names = (nodePools: InstallOptions["nodePools"]) => Object.keys(selection({}, { nodePools }).addons);
    expect(names({ gpu })).to.include(name);
    expect(names({ gpu: pool({ instanceTypes: ["g5.xlarge"], ami: { id: "ami-1", family: "al2023" } }) })).to.include(name);
    expect(names({ gpu: pool({ instanceTypes: ["g5.xlarge"], ami: "bottlerocket" }) })).not.to.include(name);
    expect(names({ plain: pool() })).not.to.include(name);
    expect(names({ neuron: pool({ instanceTypes: ["inf2.xlarge"] }) })).not.to.include(name);
  });

  it("runs on these pools, on Karpenter's GPU nodes without the plugin, and on labeled nodes", async () => {
    expect(terms(await values({ nodePools: { gpu, plain: pool() } }))).to.deep.equal([
      { matchExpressions: [{ key: "node.kubernetes.io/instance-type", operator: "In", values: ["g5.xlarge"] }] },
      {
        matchExpressions: [
          { key: "karpenter.k8s.aws/instance-gpu-manufacturer", operator: "In", values: ["nvidia"] },
          { key: "eks-blueprints/ami", operator: "NotIn", values: ["bottlerocket"] },
        ],
      },
      { matchExpressions: [{ key: "nvidia.com/gpu.present", operator: "In", values: ["true"] }] },
    ]);
    expect(terms(await values({ addons: { [name]: true, karpenter: true } }))).to.have.length(2);
  });

  it("tolerates the standard GPU taint and the taints of the pools", async () => {
    expect((await values({ nodePools: { gpu } })).tolerations).to.deep.equal([
      { key: "CriticalAddonsOnly", operator: "Exists" },
      { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
      { key: "team", operator: "Exists", effect: "NoExecute" },
    ]);
  });

  it("pulls its image through a mirror", async () => {
    const registries = { "nvcr.io": "mirror.example/nvcr" };
    expect((await values({ nodePools: { gpu }, images: { registries } })).image.repository).to.equal(
      "mirror.example/nvcr/nvidia/k8s-device-plugin",
    );
  });
});
