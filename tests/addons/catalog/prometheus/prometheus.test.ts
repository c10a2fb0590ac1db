import { expect } from "chai";
import { catalog } from "../../../../components/addons/catalog";
import { chartIssues } from "../../../harness/mocks/chart";
import { type Inputs, startMocks } from "../../../harness/mocks/mocks";
import { inlineStatements, plain, published } from "../../../harness/mocks/policies";
import { type InstallOptions, install, pool } from "../../fixtures";
import { issuesOf, selection } from "../../plan/selection";

const releaseType = "kubernetes:helm.sh/v3:Release";
const role = "eks-prometheus-prometheus";
const fargateOnly = { nodePools: {}, fargate: { batch: { selectors: [{ namespace: "batch", labels: {} }] } } };
const workspaceId = "ws-0123abcd-0123-4567-89ab-0123456789ab";

async function installed(options: true | Readonly<Record<string, unknown>> = true, more: InstallOptions = {}) {
  const mocks = startMocks();
  const addons = await mocks.run(() => {
    const { outputs } = install({ ...more, addons: { prometheus: options } });
    return outputs.prometheus;
  });
  return { resources: mocks.resources, outputs: addons };
}

async function values(...args: Parameters<typeof installed>) {
  return (await installed(...args)).resources.only(releaseType).inputs.values;
}

describe("prometheus", () => {
  it("installs kube-prometheus-stack, which upgrades its CRDs", async () => {
    const { inputs } = (await installed()).resources.only(releaseType);
    expect(inputs).to.deep.include({
      name: "kube-prometheus-stack",
      chart: "kube-prometheus-stack",
      version: "88.5.3",
      namespace: "monitoring",
      repositoryOpts: { repo: "https://prometheus-community.github.io/helm-charts" },
    });
    expect(inputs.values.crds.upgradeJob.enabled).to.equal(true);
    expect(inputs.values.crds.upgradeJob.image.busybox.tag).to.match(/^\d/);
  });

  it("sets only values that the chart and its subcharts declare", async () => {
    const inner = ["grafana", "kube-state-metrics", "prometheus-node-exporter"];
    const all: Inputs = await values({ remoteWrite: { workspaceId } }, { cluster: { identity: "irsa" } });
    const own = Object.fromEntries(Object.entries(all).filter(([key]) => !inner.includes(key)));
    expect(chartIssues("kube-prometheus-stack", own)).to.deep.equal([]);
    for (const chart of inner) {
      const { enabled: _, ...rest } = all[chart];
      expect(chartIssues(chart, rest), chart).to.deep.equal([]);
    }
  });

  it("disables scraping of components that EKS hides", async () => {
    const found = await values();
    for (const hidden of ["kubeEtcd", "kubeControllerManager", "kubeScheduler", "kubeProxy"]) {
      expect(found[hidden], hidden).to.deep.equal({ enabled: false });
    }
  });

  it("stores two weeks of metrics on volumes of the default StorageClass, in two spread pods", async () => {
    const { prometheusSpec, podDisruptionBudget } = (await values()).prometheus;
    expect(prometheusSpec).to.deep.include({ replicas: 2, retention: "15d", retentionSize: "42GB", externalLabels: { cluster: "shop" } });
    expect(prometheusSpec.storageSpec.volumeClaimTemplate.spec).to.deep.equal({
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "50Gi" } },
    });
    expect(podDisruptionBudget).to.deep.equal({ enabled: true });
    expect(prometheusSpec.topologySpreadConstraints).to.have.length(2);
  });

  it("accepts another volume size, StorageClass and retention, or no volumes", async () => {
    const storage = { sizeGiB: 200, storageClass: "io2" };
    const { prometheus, alertmanager } = await values({ storage, retentionDays: 90, replicas: 1 });
    expect(prometheus.prometheusSpec).to.include({ replicas: 1, retention: "90d", retentionSize: "170GB" });
    expect(prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec).to.include({ storageClassName: "io2" });
    expect(alertmanager.alertmanagerSpec.storage.volumeClaimTemplate.spec).to.include({ storageClassName: "io2" });
    expect(prometheus.podDisruptionBudget).to.deep.equal({ enabled: false }); // a budget would block draining
    const without = await values({ storage: false });
    expect(without.prometheus.prometheusSpec).not.to.have.any.keys("storageSpec", "retentionSize");
    expect(without.alertmanager.alertmanagerSpec).not.to.have.property("storage");
  });

  it("enables aws-ebs-csi-driver automatically when its volumes need the default StorageClass", () => {
    const drivers = (options: true | Inputs, changes = {}) =>
      Object.keys(selection({ prometheus: options }, changes).addons).includes("aws-ebs-csi-driver");
    expect(drivers(true)).to.equal(true);
    expect(drivers({ storage: false })).to.equal(false);
    expect(drivers({ storage: { storageClass: "io2" } })).to.equal(false);
    expect(issuesOf({ prometheus: true, "aws-ebs-csi-driver": false })).to.match(
      /aws-ebs-csi-driver cannot be false, because `prometheus` requires it/,
    );
  });

  it("waits for the StorageClass of its volumes", async () => {
    const { resources } = await installed();
    const storageClass = resources.only("kubernetes:storage.k8s.io/v1:StorageClass");
    expect(resources.waitsFor(resources.only(releaseType), storageClass)).to.equal(true);
  });

  it("runs on Fargate without volumes and without node exporters", async () => {
    expect(issuesOf({ prometheus: true }, fargateOnly)).to.match(/set `storage: false`/);
    const withNodes = { fargate: { own: { selectors: [{ namespace: "monitoring", labels: {} }] } } };
    expect(issuesOf({ prometheus: true }, withNodes)).to.match(/set `storage: false`/);
    const found = await values({ storage: false }, fargateOnly);
    expect(found.nodeExporter).to.deep.equal({ enabled: false });
    expect(found.prometheusOperator.tls.internalPort).not.to.equal(10250); // the kubelet's own on Fargate
    expect((await values()).nodeExporter).to.deep.equal({ enabled: true });
  });

  it("runs a node exporter on every node, and tolerates the taints of the pools elsewhere", async () => {
    const nodePools = { gpu: pool({ taints: [{ key: "gpu", effect: "NoSchedule" }] }) };
    const found = await values(true, { nodePools });
    expect(found["prometheus-node-exporter"].tolerations).to.deep.equal([{ operator: "Exists" }]);
    const others = [found.prometheus.prometheusSpec, found.alertmanager.alertmanagerSpec, found.grafana, found.prometheusOperator];
    for (const { tolerations } of others) expect(tolerations).to.deep.include({ key: "gpu", operator: "Exists", effect: "NoSchedule" });
  });

  it("omits Grafana and Alertmanager when disabled, and outputs the Grafana login command otherwise", async () => {
    expect((await installed()).outputs).to.have.keys("grafanaCommand", "grafanaPasswordCommand");
    const { resources, outputs } = await installed({ grafana: false, alertmanager: false });
    const { grafana, alertmanager } = resources.only(releaseType).inputs.values;
    expect([grafana.enabled, alertmanager.enabled]).to.deep.equal([false, false]);
    expect(outputs).to.equal(undefined);
  });

  for (const [region, partition, suffix] of [
    ["eu-west-1", "aws", "amazonaws.com"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
  ] as const) {
    it(`writes to a workspace of Amazon Managed Prometheus in ${partition}, with permissions only on it`, async () => {
      const { resources } = await installed({ remoteWrite: { workspaceId } }, { region });
      expect(resources.only(releaseType).inputs.values.prometheus.prometheusSpec.remoteWrite).to.deep.equal([
        { url: `https://aps-workspaces.${region}.${suffix}/workspaces/${workspaceId}/api/v1/remote_write`, sigv4: { region } },
      ]);
      const [writing] = published("amp-remote-write", undefined);
      const Resource = `arn:${partition}:aps:${region}:*:workspace/${workspaceId}`;
      expect(inlineStatements(resources, role)).to.deep.equal([plain({ ...writing, Resource })]);
    });
  }

  it("signs requests for the region in the workspace URL", async () => {
    const url = `https://aps-workspaces.us-east-1.amazonaws.com/workspaces/${workspaceId}/api/v1/remote_write`;
    const { resources } = await installed({ remoteWrite: { url } });
    expect(resources.only(releaseType).inputs.values.prometheus.prometheusSpec.remoteWrite).to.deep.equal([
      { url, sigv4: { region: "us-east-1" } },
    ]);
    expect(inlineStatements(resources, role)[0]!.Resource).to.deep.equal([`arn:aws:aps:us-east-1:*:workspace/${workspaceId}`]);
  });

  it("writes to other URLs without a signature and without permissions", async () => {
    const { resources } = await installed({ remoteWrite: { url: "https://metrics.example/write" } });
    expect(resources.only(releaseType).inputs.values.prometheus.prometheusSpec.remoteWrite).to.deep.equal([
      { url: "https://metrics.example/write" },
    ]);
    expect(resources.all.map(({ name }) => name)).not.to.include(role);
  });

  it("waits for its permissions under Pod Identity, and annotates its service account under IRSA", async () => {
    const { resources } = await installed({ remoteWrite: { workspaceId } });
    const association = resources.named(`${role}-association`);
    expect(association.inputs).to.include({ namespace: "monitoring", serviceAccount: "prometheus" });
    expect(resources.waitsFor(resources.only(releaseType), association)).to.equal(true);
    const { serviceAccount } = (await values({ remoteWrite: { workspaceId } }, { cluster: { identity: "irsa" } })).prometheus;
    expect(serviceAccount.name).to.equal("prometheus");
    expect(serviceAccount.annotations["eks.amazonaws.com/role-arn"]).to.include(role);
  });

  it("pulls every image through mirrors", async () => {
    const hosts = ["quay.io", "registry.k8s.io", "ghcr.io", "docker.io"];
    const images = { registries: Object.fromEntries(hosts.map((host) => [host, `mirror.example/${host}`])) };
    const registries: unknown[] = [];
    JSON.stringify(await values(true, { images }), (key, value) => {
      if (key === "registry") registries.push(value);
      return value;
    });
    expect(registries).to.have.length(12);
    for (const registry of registries) expect(registry).to.match(/^mirror\.example\//);
    expect(catalog.prometheus.registries?.({ values: {} }, {} as never)).to.have.members(hosts);
  });

  it("rejects `workspaceId` together with `url`, and invalid values of either", () => {
    const { options } = catalog.prometheus;
    for (const remoteWrite of [{ workspaceId, url: "https://a.example" }, { workspaceId: "main" }, { url: "http://a.example" }, {}]) {
      expect(options.safeParse({ remoteWrite }).success, JSON.stringify(remoteWrite)).to.equal(false);
    }
  });

  it("rejects a workspace that cannot be reached", () => {
    const hosts = ["quay.io", "registry.k8s.io", "ghcr.io", "docker.io"];
    const images = { registries: Object.fromEntries(hosts.map((host) => [host, "mirror.example"])) };
    const changes = (endpoints: "private" | string[]) => ({ images, network: { nat: "none", endpoints } }) as const;
    expect(issuesOf({ prometheus: { remoteWrite: { workspaceId } } }, changes(["s3"]))).to.match(/`aps-workspaces`/);
    expect(issuesOf({ prometheus: { remoteWrite: { workspaceId } } }, changes("private"))).to.equal("");
    expect(issuesOf({ prometheus: true }, changes(["s3"]))).to.equal("");
  });
});
