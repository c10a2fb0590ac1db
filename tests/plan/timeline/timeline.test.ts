import path from "node:path";
import { expect } from "chai";
import { stringify } from "yaml";
import { run } from "../../../plan/cli/run";
import { nameOf } from "../../../plan/engine/urn";
import { readProject } from "../../../plan/project/project";
import { stageOf } from "../../../plan/timeline/stages";
import { type TimedChange, timelineOf } from "../../../plan/timeline/timeline";
import type { PlannedResource } from "../../../plan/types";
import { planned } from "../resources";

const resource = (type: string, name: string, more: Partial<PlannedResource> = {}) => planned({ type, name, ...more });

const cluster = resource("aws:eks/cluster:Cluster", "cluster");
const nodes = resource("aws:eks/nodeGroup:NodeGroup", "nodes", { dependencies: [cluster.urn] });
const addon = resource("aws:eks/addon:Addon", "addon", { dependencies: [nodes.urn] });
const profile = (name: string) =>
  resource("aws:eks/fargateProfile:FargateProfile", name, { dependencies: [cluster.urn], inputs: { clusterName: "shop" } });
const shop = [cluster, nodes, addon];
const names = (urns: readonly string[]) => urns.map(nameOf);

describe("timelineOf", () => {
  it("adds up the longest chain of creations", () => {
    const timeline = timelineOf(shop);
    expect(timeline.seconds).to.equal(615 + 125 + 20);
    expect(names(timeline.criticalPath)).to.deep.equal(["cluster", "nodes", "addon"]);
    expect(timeline.steps.map(({ urn, op, start, end }) => [nameOf(urn), op, start, end])).to.deep.equal([
      ["cluster", "create", 0, 615],
      ["nodes", "create", 615, 740],
      ["addon", "create", 740, 760],
    ]);
  });

  it("destroys in the reverse order", () => {
    const { destroy } = timelineOf(shop);
    expect(names(destroy.criticalPath)).to.deep.equal(["addon", "nodes", "cluster"]);
    expect(destroy.seconds).to.equal(10 + 380 + 205);
  });

  it("destroys in groups: a group starts when all of the group before it are deleted", () => {
    const gateway = resource("aws:ec2/natGateway:NatGateway", "gateway");
    const slow = resource("aws:eks/nodeGroup:NodeGroup", "slow", { dependencies: [cluster.urn] });
    const route = resource("aws:ec2/route:Route", "route", { dependencies: [gateway.urn] });
    const { steps } = timelineOf([gateway, cluster, slow, route]).destroy;
    expect(steps.map(({ urn, start, end }) => [nameOf(urn), start, end])).to.deep.equal([
      ["route", 0, 1],
      ["slow", 0, 380],
      ["gateway", 380, 440],
      ["cluster", 380, 585],
    ]);
  });

  it("counts no time for components, for what is only looked up, and for what stays in the cloud", () => {
    const kept = resource("aws:eks/cluster:Cluster", "kept", { retainOnDelete: true });
    const looked = resource("aws:ec2/vpc:Vpc", "vpc", { external: true });
    const component = resource("shop:index:Shop", "shop", { custom: false });
    expect(timelineOf([kept, looked, component]).destroy.seconds).to.equal(0);
    expect(timelineOf([looked, component]).seconds).to.equal(0);
  });

  it("creates Fargate profiles of a cluster one at a time", () => {
    expect(timelineOf([cluster, profile("a"), profile("b")]).seconds).to.equal(615 + 80 + 80);
  });

  describe("of a change", () => {
    const change = (op: "create" | "update" | "replace" | "delete", { urn, type, name }: PlannedResource, ...paths: string[]) => ({
      op,
      urn,
      type,
      name,
      properties: paths.map((at) => ({ path: at, from: 1, to: 2 })),
      because: null,
    });
    const changed = (more: Partial<TimedChange>, after = shop) => {
      const timed = timelineOf(after, { changes: [], deletedFirst: new Set(), deletedLast: [], before: shop, ...more }).change!;
      return timed.steps.map(({ urn, op, start, end }) => [nameOf(urn), op, start, end]);
    };

    it("is that of the changed resources alone, in the order of dependencies", () => {
      expect(changed({ changes: [change("update", cluster, "version"), change("update", addon, "addonVersion")] })).to.deep.equal([
        ["cluster", "update", 0, 520],
        ["addon", "update", 520, 550],
      ]);
    });

    it("deletes replaced resources after everything else", () => {
      const changes = [change("replace", nodes, "subnetIds"), change("update", addon, "tags.a")];
      expect(changed({ changes, deletedLast: [nodes] })).to.deep.equal([
        ["nodes", "create", 0, 125],
        ["addon", "update", 125, 155],
        ["nodes", "delete", 155, 535],
      ]);
    });

    it("deletes the old resource first where its name stays", () => {
      expect(changed({ changes: [change("replace", nodes)], deletedFirst: new Set([nodes.urn]) })).to.deep.equal([
        ["nodes", "delete", 0, 380],
        ["nodes", "create", 380, 505],
      ]);
    });

    it("deletes what is gone in the order of the former plan", () => {
      const changes = [change("delete", nodes), change("delete", addon)];
      expect(changed({ changes, deletedLast: [nodes, addon] }, [cluster])).to.deep.equal([
        ["addon", "delete", 0, 10],
        ["nodes", "delete", 10, 390],
      ]);
    });

    it("takes no time without changes", () => {
      expect(changed({})).to.deep.equal([]);
    });
  });
});

describe("critical path of a plan", function () {
  this.timeout(180_000);
  const project = readProject(path.resolve(__dirname, "../../.."));

  async function stagesOf(sections: Readonly<Record<string, unknown>>): Promise<string[]> {
    const config = Object.fromEntries(Object.entries(sections).map(([key, value]) => [`eks-blueprints:${key}`, value]));
    const text = stringify({ config: { "aws:region": "eu-west-1", ...config } });
    const { recording } = await run(project, "dev", { text, label: "settings" }, false);
    return timelineOf(recording.resources)
      .criticalPath.map(stageOf)
      .filter((stage, index, all) => stage !== all[index - 1]);
  }

  for (const [title, sections] of [
    ["a small environment", { addons: { "metrics-server": true } }],
    [
      "a production environment",
      {
        network: { nat: "perZone", endpoints: ["s3", "ecr.api", "ecr.dkr"] },
        cluster: { version: "1.35", deletionProtection: true },
        nodePools: {
          system: { instanceTypes: ["m7g.large"] },
          stateful: { instanceTypes: ["m7g.large"], spread: "perZone" },
        },
        addons: { "aws-ebs-csi-driver": true, prometheus: true },
      },
    ],
  ] as const)
    it(`of ${title} consists of network, control plane, CNI, nodes and the slowest add-on`, async () => {
      expect(await stagesOf(sections)).to.deep.equal(["network", "control plane", "CNI", "nodes", "add-on"]);
    });
});

describe("stageOf", () => {
  const urn = (name: string) =>
    `urn:pulumi:dev::eks::eks-blueprints:index:Addons$eks-blueprints:index:InstalledAddon$aws:eks/addon:Addon::${name}`;

  it("distinguishes the CNI from other add-ons", () => {
    expect(["eks-vpc-cni", "eks-coredns"].map((name) => stageOf(urn(name)))).to.deep.equal(["CNI", "add-on"]);
  });
});
