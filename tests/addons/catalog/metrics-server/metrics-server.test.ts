import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import { type Changes, registered } from "../../fixtures";

const releaseType = "kubernetes:helm.sh/v3:Release";
const addonType = "aws:eks/addon:Addon";

async function resources(region: string, options: true | Record<string, unknown> = true, changes: Changes = {}) {
  return registered({ region, addons: { "metrics-server": options }, ...changes });
}

const values = {
  replicas: 2,
  containerPort: 10251,
  podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
  tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
  topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: { "app.kubernetes.io/name": "metrics-server" } },
  })),
};

describe("metrics-server", () => {
  it("installs the EKS add-on with two spread pods, off the kubelet's port", async () => {
    const found = await resources("eu-west-1");
    const { inputs } = found.named("eks-metrics-server", addonType);
    expect(inputs.addonVersion).to.equal("v0.9.0-eksbuild.7");
    expect(JSON.parse(inputs.configurationValues)).to.deep.equal(values);
    expect(found.ofType(releaseType)).to.be.empty;
  });

  for (const region of ["cn-north-1", "us-gov-west-1", "us-iso-east-1"]) {
    it(`installs the chart in ${region}, where AWS has no such EKS add-on`, async () => {
      const found = await resources(region, { replicas: 3, values: { args: ["--v=2"] } });
      const release = found.only(releaseType);
      expect(release.name).to.equal("eks-metrics-server");
      expect(release.inputs).to.deep.include({
        name: "metrics-server",
        chart: "metrics-server",
        version: "3.13.1",
        namespace: "kube-system",
        repositoryOpts: { repo: "https://kubernetes-sigs.github.io/metrics-server/" },
        values: { ...values, replicas: 3, args: ["--v=2"], image: { repository: "registry.k8s.io/metrics-server/metrics-server" } },
      });
      expect(release.provider).to.include("pulumi:providers:kubernetes::cluster");
      expect(found.ofType(addonType).map(({ inputs }) => inputs.addonName)).not.to.include("metrics-server");
    });
  }

  it("pulls its image through a mirror", async () => {
    const registries = { "registry.k8s.io": "mirror.example/k8s" };
    const found = await resources("cn-north-1", true, { images: { registries } });
    expect(found.only(releaseType).inputs.values.image.repository).to.equal("mirror.example/k8s/metrics-server/metrics-server");
  });

  it("accepts another version of the chart", async () => {
    expect((await resources("cn-north-1", { version: "3.12.2" })).only(releaseType).inputs.version).to.equal("3.12.2");
  });

  it("sets only values that the chart declares", () => {
    const known = parse(readFileSync("tests/fixtures/charts/metrics-server/values.yaml", "utf8"));
    expect(Object.keys(known)).to.include.members(Object.keys(values));
    expect(Object.keys(known.podDisruptionBudget)).to.include.members(Object.keys(values.podDisruptionBudget));
  });
});
