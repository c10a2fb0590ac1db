import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { type InstallOptions, pool, registered } from "../../fixtures";
import { issuesOf, selection, warningsOf } from "../../plan/selection";

const name = "gpu-operator";
const gpu = pool({ instanceTypes: ["g6.xlarge"], taints: [{ key: "team", value: "ml", effect: "NoExecute" }] });
const nodePools = { gpu, general: pool() };

async function values(options: true | Record<string, unknown> = true, more: InstallOptions = {}) {
  const { inputs } = (await registered({ nodePools, ...more, addons: { ...more.addons, [name]: options } })).named(
    "eks-gpu-operator",
    "kubernetes:helm.sh/v3:Release",
  );
  expect(chartIssues(name, inputs.values)).to.deep.equal([]);
  return inputs.values;
}

describe("gpu-operator", () => {
  it("leaves driver and toolkit to the AMI", async () => {
    const found = await values();
    expect(found.driver.enabled).to.equal(false);
    expect(found.toolkit.enabled).to.equal(false);
    expect(found.migManager.enabled).to.equal(false);
  });

  it("runs on tainted GPU nodes", async () => {
    const found = await values();
    const taint = { key: "team", operator: "Exists", effect: "NoExecute" };
    expect(found.daemonsets.tolerations).to.deep.include(taint);
    expect(found["node-feature-discovery"].worker.tolerations).to.deep.include(taint);
  });

  it("takes the place of nvidia-device-plugin, which is on by default", () => {
    expect(Object.keys(selection({}, { nodePools }).addons)).to.include("nvidia-device-plugin");
    const { addons, issues, findings } = selection({ [name]: true }, { nodePools });
    expect(Object.keys(addons)).to.include(name).and.not.include("nvidia-device-plugin");
    expect([...issues, ...findings]).to.deep.equal([]);
    expect(issuesOf({ [name]: true, "nvidia-device-plugin": true }, { nodePools })).to.contain("conflicts with");
  });

  it("partitions and shares GPUs", async () => {
    const found = await values({ mig: "mixed", timeSlicing: 4 });
    expect(found.mig).to.deep.equal({ strategy: "mixed" });
    expect(found.migManager.enabled).to.equal(true);
    expect(found.devicePlugin.config.data.any).to.contain("replicas: 4");
  });

  it("has its metrics scraped by the add-on prometheus", async () => {
    expect((await values()).dcgmExporter.serviceMonitor.enabled).to.equal(false);
    expect((await values(true, { addons: { prometheus: true } })).dcgmExporter.serviceMonitor.enabled).to.equal(true);
  });

  it("is rejected beside GPU pools with Bottlerocket, and reported where no pool has GPUs", () => {
    const bottlerocket = { gpu: pool({ instanceTypes: ["g6.xlarge"], ami: "bottlerocket" }) };
    expect(issuesOf({ [name]: true }, { nodePools: bottlerocket })).to.contain("node pool `gpu` runs Bottlerocket");
    const karpenter = { nodePools: { started: { categories: ["g"], ami: "bottlerocket" } } };
    expect(issuesOf({ [name]: true, karpenter })).to.contain("node pool `started` runs Bottlerocket");
    expect(warningsOf({ [name]: true })).to.contain("has no effect");
  });

  it("pulls all images through mirrors", async () => {
    const registries = { "nvcr.io": "mirror.example/nvcr", "registry.k8s.io": "mirror.example/k8s" };
    const found = JSON.stringify(await values(true, { images: { registries } }));
    expect(found.match(/"repository":"[^"]+"/g)!.filter((each) => !each.includes("mirror.example"))).to.deep.equal([]);
  });
});
