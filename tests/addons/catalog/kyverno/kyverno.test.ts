import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { type InstallOptions, registered } from "../../fixtures";

async function release(options: true | Record<string, unknown> = true, more: InstallOptions = {}) {
  return (await registered({ ...more, addons: { kyverno: options } })).only("kubernetes:helm.sh/v3:Release").inputs;
}

describe("kyverno", () => {
  it("installs the chart with enough replicas to admit requests during a restart", async () => {
    const inputs = await release();
    expect(inputs).to.deep.include({
      name: "kyverno",
      chart: "kyverno",
      version: "3.8.2",
      namespace: "kyverno",
      repositoryOpts: { repo: "https://kyverno.github.io/kyverno/" },
    });
    expect(inputs.values.admissionController.replicas).to.equal(3);
    for (const part of ["backgroundController", "cleanupController", "reportsController"]) expect(inputs.values[part].replicas).to.equal(2);
    expect((await release({ replicas: 5 })).values.admissionController.replicas).to.equal(5);
  });

  it("sets only values that the chart declares", async () => {
    expect(chartIssues("kyverno", (await release()).values)).to.deep.equal([]);
  });

  it("leaves no objects behind when it is removed", async () => {
    expect((await release()).values.config).to.deep.equal({ preserve: false });
  });

  it("pulls all images from ghcr.io or through a mirror", async () => {
    expect((await release()).values.global.image.registry).to.equal("ghcr.io");
    const { values } = await release(true, { images: { registries: { "ghcr.io": "mirror.example/ghcr" } } });
    expect([values.global.image.registry, values.webhooksCleanup.image.registry]).to.deep.equal(Array(2).fill("mirror.example/ghcr"));
  });
});
