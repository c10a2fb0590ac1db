import { expect } from "chai";
import { karpenterOptions } from "../../../../components/addons/catalog/karpenter/options";
import type { Settings } from "../../../../components/settings/types";
import { pool } from "../../fixtures";
import { issuesOf, warningsOf } from "../../plan/selection";

const on = { karpenter: true } as const;
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
  ];
  for (const [what, options] of wrong) {
    it(`rejects ${what}`, () => {
      expect(karpenterOptions.safeParse({ nodePools: { a: options } }).success).to.equal(false);
    });
  }

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
