import { expect } from "chai";
import { startMocks } from "../../harness/mocks/mocks";
import { install } from "../fixtures";

const ecr = "oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/charts";

async function installed(registries: Readonly<Record<string, string>>, addons: Record<string, boolean>) {
  const mocks = startMocks({});
  await mocks.run(() => {
    install({ addons, charts: { registries } });
  });
  return mocks;
}

describe("charts.registries", () => {
  it("replaces the source of charts and of additional releases, and keeps the release", async () => {
    const registries = { "https://kedacore.github.io/charts": ecr, "oci://public.ecr.aws/karpenter": `${ecr}/mirror` };
    const { resources, warnings } = await installed(registries, { keda: true, karpenter: true });
    const charts = resources
      .ofType("kubernetes:helm.sh/v3:Release")
      .map(({ inputs }) => [inputs.name, inputs.chart, inputs.repositoryOpts]);
    expect(charts).to.have.deep.members([
      ["keda", `${ecr}/keda`, undefined],
      ["karpenter-crd", `${ecr}/mirror/karpenter-crd`, undefined],
      ["karpenter", `${ecr}/mirror/karpenter`, undefined],
    ]);
    expect(warnings.filter((text) => text.includes("charts-registry-unused"))).to.be.empty;
  });

  it("reports an entry that no chart comes from", async () => {
    const { warnings } = await installed({ "https://kedacore.github.io": ecr }, { keda: true });
    expect(warnings.filter((text) => text.includes("charts-registry-unused")).join()).to.contain("https://kedacore.github.io/charts");
  });
});
