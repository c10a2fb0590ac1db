import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { type InstallOptions, pool, registered } from "../../fixtures";
import { issuesOf } from "../../plan/selection";

const controllers = ["sourceController", "kustomizeController", "helmController", "notificationController"];

async function installed(options: true | Record<string, unknown> = true, more: InstallOptions = {}) {
  return (await registered({ ...more, addons: { flux: options } })).only("kubernetes:helm.sh/v3:Release").inputs;
}

describe("flux", () => {
  it("installs the community chart in namespace flux-system", async () => {
    expect(await installed()).to.deep.include({
      name: "flux",
      chart: "flux2",
      version: "2.18.3",
      namespace: "flux-system",
      repositoryOpts: { repo: "https://fluxcd-community.github.io/helm-charts" },
    });
  });

  it("sets only values that the chart declares", async () => {
    for (const options of [true, { imageAutomation: true }] as const) {
      expect(chartIssues("flux2", (await installed(options)).values)).to.deep.equal([]);
    }
  });

  it("enables multi-tenancy lockdown", async () => {
    expect((await installed()).values.multitenancy).to.deep.equal({ enabled: true, privileged: true });
  });

  it("gives its controllers resource requests, and runs the image automation controllers only when enabled", async () => {
    const { values } = await installed();
    for (const name of controllers) expect(values[name].resources.requests, name).to.have.keys("cpu", "memory");
    for (const name of ["imageAutomationController", "imageReflectionController"]) {
      expect(values[name]).to.deep.equal({ create: false });
      expect((await installed({ imageAutomation: true })).values[name].image).to.include("ghcr.io/fluxcd/image-");
    }
  });

  it("pulls every image through a mirror, requires a mirror without NAT, and tolerates the taints of the pools", async () => {
    const { values } = await installed(
      { imageAutomation: true },
      {
        images: { registries: { "ghcr.io": "mirror.example/ghcr" } },
        nodePools: { tainted: pool({ taints: [{ key: "dedicated", effect: "NoSchedule" }] }) },
      },
    );
    for (const name of ["cli", ...controllers, "imageAutomationController", "imageReflectionController"]) {
      expect(values[name].image, name).to.match(/^mirror\.example\/ghcr\/fluxcd\//);
      expect(values[name].tolerations, name).to.deep.include({ key: "dedicated", operator: "Exists", effect: "NoSchedule" });
    }
    expect(issuesOf({ flux: true }, { network: { nat: "none", endpoints: "private" } })).to.include("pulls images from ghcr.io");
  });
});
