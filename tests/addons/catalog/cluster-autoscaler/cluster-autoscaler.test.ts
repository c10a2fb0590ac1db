import { expect } from "chai";
import { catalog } from "../../../../components/addons/catalog";
import { chartIssues } from "../../../harness/mocks/chart";
import type { Mocks } from "../../../harness/mocks/mocks";
import { inlineStatements, published } from "../../../harness/mocks/policies";
import { type InstallOptions, pool, registered } from "../../fixtures";
import { issuesOf, warningsOf } from "../../plan/selection";

const releaseType = "kubernetes:helm.sh/v3:Release";

async function installed(options: InstallOptions = {}): Promise<Mocks["resources"]> {
  return registered({ addons: { "cluster-autoscaler": true }, ...options });
}

async function values(options: true | Record<string, unknown> = true, more: InstallOptions = {}) {
  return (await installed({ addons: { "cluster-autoscaler": options }, ...more })).named("eks-cluster-autoscaler", releaseType).inputs
    .values;
}

describe("cluster-autoscaler", () => {
  it("discovers its cluster's groups by tags, and configures its region without instance metadata", async () => {
    const release = (await installed()).named("eks-cluster-autoscaler", releaseType);
    expect(release.inputs).to.deep.include({
      name: "cluster-autoscaler",
      chart: "cluster-autoscaler",
      version: "9.59.0",
      namespace: "kube-system",
      repositoryOpts: { repo: "https://kubernetes.github.io/autoscaler" },
    });
    expect(release.inputs.values).to.deep.include({
      awsRegion: "eu-west-1",
      autoDiscovery: { clusterName: "shop" },
      replicaCount: 2,
      podDisruptionBudget: { maxUnavailable: 1 },
    });
    expect(chartIssues("cluster-autoscaler", { ...release.inputs.values, extraArgs: {} })).to.deep.equal([]);
  });

  it("uses the image for the cluster's Kubernetes version, through a mirror when configured", async () => {
    expect((await values()).image).to.deep.equal({ repository: "registry.k8s.io/autoscaling/cluster-autoscaler", tag: "v1.35.1" });
    expect((await values(true, { cluster: { version: "1.32" } })).image.tag).to.equal("v1.32.7");
    expect((await values(true, { cluster: { version: "1.37" } })).image).not.to.have.property("tag");
    const registries = { "registry.k8s.io": "mirror.example/k8s" };
    expect((await values(true, { images: { registries } })).image.repository).to.equal("mirror.example/k8s/autoscaling/cluster-autoscaler");
  });

  it("uses the least-waste expander by default", async () => {
    const { extraArgs, expanderPriorities } = await values();
    expect(extraArgs).to.deep.equal({
      expander: "least-waste",
      "balance-similar-node-groups": true,
      "skip-nodes-with-system-pods": false,
      "scale-down-enabled": true,
      "scale-down-unneeded-time": "10m",
      "scale-down-delay-after-add": "10m",
      "scale-down-utilization-threshold": 0.5,
    });
    expect(expanderPriorities).to.equal(undefined);
  });

  it("accepts priorities and scale-down settings", async () => {
    const priorities = { 50: [".*spot.*"], 10: [".*"] };
    const scaleDown = { unneededTime: "5m", utilizationThreshold: 0.3 };
    const found = await values({ expander: "priority", priorities, scaleDown, balanceSimilarGroups: false });
    expect(found.expanderPriorities).to.deep.equal({ 10: [".*"], 50: [".*spot.*"] });
    expect(found.extraArgs).to.deep.include({
      expander: "priority",
      "balance-similar-node-groups": false,
      "scale-down-unneeded-time": "5m",
      "scale-down-utilization-threshold": 0.3,
    });
  });

  it("allows the published actions, limited to node groups and Auto Scaling groups of this cluster", async () => {
    const found = inlineStatements(await installed(), "eks-cluster-autoscaler-cluster-autoscaler");
    const [read, write] = published("cluster-autoscaler", "autoDiscovery");
    const ofThisCluster = { StringEquals: { "autoscaling:ResourceTag/k8s.io/cluster-autoscaler/shop": "owned" } };
    const nodeGroups = { Effect: "Allow", Action: ["eks:DescribeNodegroup"], Resource: ["arn:aws:eks:eu-west-1:*:nodegroup/shop/*"] };
    const others = read!.Action.filter((action: string) => action !== "eks:DescribeNodegroup");
    expect(read!.Action).to.include("eks:DescribeNodegroup");
    expect(found).to.deep.equal([{ ...read, Action: others }, nodeGroups, { ...write, Condition: ofThisCluster }]);
  });

  it("gets its role by Pod Identity or by an annotation, on the chart's service account", async () => {
    const found = await installed();
    const association = found.named("eks-cluster-autoscaler-cluster-autoscaler-association");
    expect(association.inputs).to.deep.include({ namespace: "kube-system", serviceAccount: "cluster-autoscaler" });
    expect(found.waitsFor(found.named("eks-cluster-autoscaler", releaseType), association)).to.equal(true);
    expect((await values()).rbac).to.deep.equal({ serviceAccount: { name: "cluster-autoscaler", annotations: {} } });
    const { rbac } = await values(true, { cluster: { identity: "irsa" } });
    expect(rbac.serviceAccount.annotations).to.have.property("eks.amazonaws.com/role-arn");
  });

  it("prefers the user's values to its own", async () => {
    const { extraArgs } = await values({ values: { extraArgs: { "max-node-provision-time": "10m" } } });
    expect(extraArgs).to.include({ expander: "least-waste", "max-node-provision-time": "10m" });
  });

  it("tolerates the taints of the pools when every pool is tainted", async () => {
    const tainted = { system: pool({ taints: [{ key: "system", effect: "NoSchedule" }] }) };
    const { tolerations } = await values(true, { nodePools: tainted });
    expect(tolerations).to.deep.include({ key: "system", operator: "Exists", effect: "NoSchedule" });
  });

  it("requires `priorities` with the priority expander, and only then", () => {
    expect(issuesOf({ "cluster-autoscaler": { expander: "priority" } })).to.include("needs `priorities`");
    expect(issuesOf({ "cluster-autoscaler": { priorities: { 10: [".*"] } } })).to.include("set `expander: priority`");
    const { options } = catalog["cluster-autoscaler"];
    expect(options.safeParse({ expander: "priority", priorities: { high: [".*"] } }).success).to.equal(false);
    expect(options.safeParse({ scaleDown: { unneededTime: "10" } }).success).to.equal(false);
  });

  it("is rejected in Auto Mode, and warns when there are no groups to scale", () => {
    expect(issuesOf({ "cluster-autoscaler": true }, { nodePools: {}, cluster: { autoMode: { nodePools: [] } } })).to.include(
      "is part of EKS Auto Mode",
    );
    const fargate = { all: { selectors: [{ namespace: "jobs", labels: {} }] } };
    expect(warningsOf({ "cluster-autoscaler": true }, { nodePools: {}, fargate })).to.include("no node pools");
    expect(warningsOf({ "cluster-autoscaler": true })).to.equal("");
  });
});
