import { expect } from "chai";
import { karpenterOptions } from "../../../../components/addons/catalog/karpenter/options";
import type { Settings } from "../../../../components/settings/types";
import { pool } from "../../fixtures";
import { issuesOf, selection, warningsOf } from "../../plan/selection";

const on = { karpenter: true } as const;
const names = (count: number, prefix = "k") => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const mirrored = { registries: { "public.ecr.aws": "mirror.example/ecr", "registry.k8s.io": "mirror.example/k8s" } };
const withoutNat = { network: { nat: "none", endpoints: "private" }, images: mirrored } as const;

describe("karpenter validation", () => {
  const wrong: readonly [string, Record<string, unknown>][] = [
    ["an unknown key", { family: ["m7g"] }],
    ["an unknown capacity type", { capacityTypes: ["onDemand"] }],
    ["a duration without a unit", { expireAfter: "720" }],
    ["an unknown instance family", { families: ["m77g"] }],
    ["an instance type of an unknown family", { instanceTypes: ["m77g.large"] }],
    ["a family of another architecture", { families: ["m7g"], architectures: ["amd64"] }],
    ["a budget with a schedule but no duration", { budgets: [{ nodes: "1", schedule: "@daily" }] }],
    ["a label reserved by Karpenter", { labels: { "karpenter.sh/nodepool": "x" } }],
    ["a label that kubelet may not set", { labels: { "node-role.kubernetes.io/web": "x" } }],
    ["an operator without its values", { requirements: [{ key: "a", operator: "In" }] }],
    ["an invalid quantity", { limits: { cpu: "many" } }],
    ["a family of EC2 Mac", { families: ["mac2"], architectures: ["arm64"] }],
    ["an instance type of an unknown size", { instanceTypes: ["m7g.2large"] }],
    ["a key of a taint that is none", { taints: [{ key: "a b", effect: "NoSchedule" }] }],
    ["a taint that Kubernetes sets", { taints: [{ key: "node.kubernetes.io/not-ready", effect: "NoSchedule" }] }],
    ["a taint twice", { taints: ["1", "2"].map((value) => ({ key: "a", value, effect: "NoSchedule" })) }],
    ["the label of a node's name", { labels: { "kubernetes.io/hostname": "a" } }],
    ["a requirement for a key that is none", { requirements: [{ key: "a b", operator: "Exists" }] }],
    ["a requirement for a NodePool", { requirements: [{ key: "karpenter.sh/nodepool", operator: "Exists" }] }],
    ["a requirement with a value that is none", { requirements: [{ key: "a", operator: "In", values: ["a b"] }] }],
    ["a cron expression of six fields", { budgets: [{ nodes: "1", schedule: "0 0 9 * * mon", duration: "1h" }] }],
  ];
  for (const [what, options] of wrong) {
    it(`rejects ${what}`, () => {
      expect(karpenterOptions.safeParse({ nodePools: { a: options } }).success).to.equal(false);
    });
  }

  const lists: readonly [what: string, most: number, options: (count: number) => Record<string, unknown>][] = [
    ["labels", 99, (count) => ({ labels: Object.fromEntries(names(count).map((name) => [name, "x"])) })],
    ["requirements", 92, (count) => ({ requirements: names(count).map((key) => ({ key, operator: "Exists" })) })],
    ["reservations", 30, (count) => ({ capacityTypes: ["reserved"], reservations: names(count, "cr-") })],
  ];
  for (const [what, most, options] of lists) {
    it(`accepts ${most} ${what}, as many as the CRDs, and no more`, () => {
      const accepts = (count: number) => karpenterOptions.safeParse({ nodePools: { a: options(count) } }).success;
      expect([accepts(most), accepts(most + 1)]).to.deep.equal([true, false]);
    });
  }

  it("accepts families that are newer than the table if their architecture is stated, with a warning", () => {
    const karpenter = (more: object) => ({ karpenter: { nodePools: { a: { families: ["m77g"], ...more } } } });
    expect(karpenterOptions.safeParse(karpenter({}).karpenter).success).to.equal(false);
    const { issues, findings } = selection(karpenter({ architectures: ["arm64"] }));
    expect(issues).to.deep.equal([]);
    expect(findings.filter(({ rule }) => rule === "instance-family").map(({ path }) => path)).to.deep.equal([
      "addons.karpenter.nodePools.a",
    ]);
  });

  it("rejects zones of other regions", () => {
    const found = issuesOf({ karpenter: { nodePools: { a: { zones: ["eu-west-1a", "us-east-1a"] } } } });
    expect(found).to.include("`nodePools.a.zones`: expected zones of eu-west-1 such as eu-west-1a, found us-east-1a");
  });

  it("rejects more tags than instances can have with those of Karpenter, which replace the stack's", () => {
    const tags = (count: number) => Object.fromEntries(names(count).map((name) => [name, "x"]));
    expect(issuesOf(on, { tags: { ...tags(44), "karpenter.sh/nodepool": "x" } })).to.equal("");
    expect(issuesOf(on, { tags: tags(45) })).to.equal(
      "addons.karpenter instances would have 51 tags, 6 of them set by the add-on, and AWS accepts 50; remove 1 from `tags`",
    );
  });

  it("rejects karpenter together with cluster-autoscaler in either order", () => {
    for (const addons of [
      { karpenter: true, "cluster-autoscaler": true },
      { "cluster-autoscaler": true, karpenter: true },
    ]) {
      expect(issuesOf(addons)).to.equal("addons.karpenter conflicts with `cluster-autoscaler`; set one of the two to false");
    }
  });

  it("rejects karpenter in Auto Mode, which includes it", () => {
    for (const nodePools of [{}, { general: pool() }] as Settings["nodePools"][]) {
      expect(issuesOf(on, { nodePools, cluster: { autoMode: { nodePools: [] } } })).to.include("is part of EKS Auto Mode");
    }
  });

  it("rejects karpenter without capacity for its controller", () => {
    expect(issuesOf(on, { nodePools: {} })).to.include("has no nodes or Fargate profile to run on");
  });

  it("rejects karpenter without NAT and without a mirror of its registry", () => {
    expect(issuesOf(on, { network: withoutNat.network })).to.include("public.ecr.aws");
    expect(issuesOf(on, withoutNat)).to.equal("");
  });

  it("rejects karpenter without NAT and without endpoints of the AWS services that it calls", () => {
    const endpoints = ["s3", "ecr.api", "ecr.dkr", "sts", "ec2", "eks", "logs", "eks-auth"] as const;
    const issues = issuesOf(on, { network: { nat: "none", endpoints: [...endpoints] }, images: mirrored });
    expect(issues).to.include("calls sqs and ssm, which are unreachable without NAT");
    expect(issuesOf(on, { network: { endpoints: [...endpoints] } })).to.equal("");
  });

  it("warns about accelerators without a device plugin", () => {
    const karpenter = { nodePools: { gpu: { categories: ["g"] } } };
    expect(warningsOf({ karpenter })).to.include("`nvidia-device-plugin`");
    expect(warningsOf({ karpenter, "nvidia-device-plugin": true })).to.equal("");
    expect(warningsOf({ karpenter: { nodePools: { gpu: { categories: ["g"], ami: "bottlerocket" } } } })).to.equal("");
  });
});
