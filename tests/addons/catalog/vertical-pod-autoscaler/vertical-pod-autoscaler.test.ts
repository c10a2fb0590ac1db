import { expect } from "chai";
import { registered } from "../../fixtures";

const name = "eks-vertical-pod-autoscaler";
const releaseType = "kubernetes:helm.sh/v3:Release";

describe("vertical-pod-autoscaler", () => {
  it("creates its CRDs before the chart, which skips them, and waits for metrics-server", async () => {
    const found = await registered({ addons: { "vertical-pod-autoscaler": true } });
    const release = found.named(name, releaseType);
    expect(release.inputs).to.deep.include({ chart: "vpa", name: "vertical-pod-autoscaler", skipCrds: true });
    const crds = found.ofType("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition");
    expect(crds.map(({ inputs }) => inputs.metadata.name)).to.have.members([
      "verticalpodautoscalers.autoscaling.k8s.io",
      "verticalpodautoscalercheckpoints.autoscaling.k8s.io",
    ]);
    for (const { inputs } of crds)
      expect(inputs.metadata.annotations["api-approved.kubernetes.io"]).to.equal("https://github.com/kubernetes/kubernetes/pull/63797");
    for (const first of [...crds, found.named("eks-metrics-server", "aws:eks/addon:Addon")])
      expect(found.waitsFor(release, first)).to.equal(true);
  });

  it("leaves recommendations alone without updates", async () => {
    const found = await registered({ addons: { "vertical-pod-autoscaler": { updates: false } } });
    const { recommender, updater, admissionController } = found.named(name, releaseType).inputs.values;
    expect(recommender.enabled).to.equal(undefined);
    expect([updater.enabled, admissionController.enabled]).to.deep.equal([false, false]);
  });
});
