import { expect } from "chai";
import { issuesOf } from "../../../environment/counterparts/fixtures";
import { registered } from "../../fixtures";

const releaseType = "kubernetes:helm.sh/v3:Release";

async function released(options: true | Record<string, unknown>) {
  const found = await registered({ addons: { opencost: options } });
  return { found, release: found.named("eks-opencost", releaseType) };
}

describe("opencost", () => {
  it("reads from the add-on prometheus, which it enables and waits for", async () => {
    const { found, release } = await released(true);
    const { prometheus, metrics, exporter } = release.inputs.values.opencost;
    const server = found.named("eks-prometheus", releaseType);
    expect(prometheus.internal).to.include({
      serviceName: `${server.inputs.name}-prometheus`,
      namespaceName: server.inputs.namespace,
      port: 9090,
    });
    expect(metrics.serviceMonitor.enabled).to.equal(true);
    expect(exporter.defaultClusterId).to.equal("shop");
    expect(found.waitsFor(release, server)).to.equal(true);
  });

  it("reads from another server", async () => {
    const url = "http://prometheus.observability:9090";
    const { found, release } = await released({ prometheusUrl: url, ui: false });
    const { prometheus, ui } = release.inputs.values.opencost;
    expect(prometheus).to.deep.equal({ internal: { enabled: false }, external: { enabled: true, url } });
    expect(ui.enabled).to.equal(false);
    expect(found.ofType(releaseType).map(({ name }) => name)).not.to.include("eks-prometheus");
  });

  it("is rejected where all pods run on Fargate", () => {
    const fargate = { apps: { selectors: [{ namespace: "apps" }] } };
    expect(
      issuesOf({ fargate, nodePools: {}, addons: { opencost: { prometheusUrl: "http://prometheus.observability:9090" } } }),
    ).to.contain("addons.opencost: is not supported if all pods run on Fargate");
  });
});
