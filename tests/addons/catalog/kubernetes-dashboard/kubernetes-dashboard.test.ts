import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { startMocks } from "../../../harness/mocks/mocks";
import { type InstallOptions, install } from "../../fixtures";

const releaseType = "kubernetes:helm.sh/v3:Release";

async function installed(options: true | Record<string, unknown> = true, more: InstallOptions = {}) {
  const mocks = startMocks();
  const outputs = await mocks.run(() => install({ ...more, addons: { "kubernetes-dashboard": options } }).outputs);
  return { found: mocks.resources, outputs: outputs["kubernetes-dashboard"] };
}

describe("kubernetes-dashboard", () => {
  it("installs Headlamp with two replicas and a disruption budget, without exposing it", async () => {
    const { inputs } = (await installed()).found.only(releaseType);
    expect(inputs).to.deep.include({
      name: "headlamp",
      chart: "headlamp",
      version: "0.45.0",
      namespace: "kubernetes-dashboard",
      repositoryOpts: { repo: "https://kubernetes-sigs.github.io/headlamp/" },
    });
    expect(inputs.values).to.deep.include({ replicaCount: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } });
    expect(inputs.values).to.not.have.any.keys("service", "ingress", "httpRoute");
    expect((await installed({ replicas: 1 })).found.only(releaseType).inputs.values.podDisruptionBudget.enabled).to.equal(false);
  });

  it("sets only values that the chart declares", async () => {
    expect(chartIssues("headlamp", (await installed()).found.only(releaseType).inputs.values)).to.deep.equal([]);
  });

  it("gives its own pods no Kubernetes permissions", async () => {
    expect((await installed()).found.only(releaseType).inputs.values.clusterRoleBinding).to.deep.equal({ create: false });
  });

  it("creates an admin service account with short-lived tokens for logging in", async () => {
    const { found, outputs } = await installed();
    expect(found.only("kubernetes:core/v1:ServiceAccount").inputs.metadata).to.deep.equal({ name: "eks-admin", namespace: "kube-system" });
    expect(found.only("kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding").inputs).to.deep.include({
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
      subjects: [{ kind: "ServiceAccount", name: "eks-admin", namespace: "kube-system" }],
    });
    expect(outputs!.tokenCommand).to.equal("kubectl -n kube-system create token eks-admin --duration=1h");
    expect(found.ofType("kubernetes:core/v1:Secret")).to.be.empty;
  });

  it("creates no admin service account when `admin` is false", async () => {
    const { found, outputs } = await installed({ admin: false });
    expect(found.all.filter(({ type }) => type.startsWith("kubernetes:")).map(({ type }) => type)).to.deep.equal([
      "kubernetes:core/v1:Namespace",
      releaseType,
    ]);
    expect(outputs).to.have.all.keys("portForwardCommand", "url");
  });

  it("pulls its image through a mirror", async () => {
    const { found } = await installed(true, { images: { registries: { "ghcr.io": "mirror.example/ghcr" } } });
    expect(found.only(releaseType).inputs.values.image.registry).to.equal("mirror.example/ghcr");
  });
});
