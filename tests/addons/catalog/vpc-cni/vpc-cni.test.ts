import { expect } from "chai";
import { issuesOf } from "../../../environment/counterparts/fixtures";
import { type Changes, pool, registered } from "../../fixtures";
import { warningsOf } from "../../plan/selection";

const m7g = { nodePools: { general: pool({ instanceTypes: ["m7g.large"] }) } };

async function configuration(options: Record<string, unknown>, changes: Changes = {}): Promise<string | undefined> {
  return (await registered({ addons: { "vpc-cni": options }, ...changes })).named("eks-vpc-cni", "aws:eks/addon:Addon").inputs
    .configurationValues;
}

describe("vpc-cni", () => {
  it("needs no configuration by default", async () => {
    expect(await configuration({})).to.equal("{}");
  });

  it("enables prefix delegation", async () => {
    expect(await configuration({ prefixDelegation: true })).to.equal(
      '{"env":{"ENABLE_PREFIX_DELEGATION":"true","WARM_PREFIX_TARGET":"1"}}',
    );
  });

  it("enables network policies", async () => {
    expect(await configuration({ networkPolicy: true })).to.equal('{"enableNetworkPolicy":"true"}');
  });

  it("gives pods security groups in the enforcing mode standard", async () => {
    expect(JSON.parse((await configuration({ podSecurityGroups: true }, m7g))!)).to.deep.equal({
      env: { ENABLE_POD_ENI: "true", POD_SECURITY_GROUP_ENFORCING_MODE: "standard" },
    });
  });

  it("lets the kubelet probe pods in the enforcing mode strict", async () => {
    expect(JSON.parse((await configuration({ podSecurityGroups: { enforcingMode: "strict" } }, m7g))!)).to.deep.equal({
      env: { ENABLE_POD_ENI: "true", POD_SECURITY_GROUP_ENFORCING_MODE: "strict" },
      init: { env: { DISABLE_TCP_EARLY_DEMUX: "true" } },
    });
  });

  it("rejects security groups for pods where no node can have them", () => {
    const issues = (options: object, more: object = {}) => issuesOf({ addons: { "vpc-cni": options }, ...more });
    const general = { instanceTypes: ["m7g.large"] };
    expect(issues({ podSecurityGroups: true })).to.equal(
      "addons.vpc-cni: `podSecurityGroups` needs nodes with network interfaces for pods, and pool default has burstable instances, which have none; use instance types such as m7g.large",
    );
    expect(issues({ podSecurityGroups: true }, { nodePools: { small: {}, general } })).to.equal("");
    expect(issues({ podSecurityGroups: { enforcingMode: "strict" }, networkPolicy: true }, { nodePools: { general } })).to.match(
      /enforcing mode strict; set `podSecurityGroups\.enforcingMode: standard`/,
    );
    expect(issues({ podSecurityGroups: true }, { cluster: { autoMode: true } })).to.contain("is part of EKS Auto Mode");
  });

  it("merges the user's values with its own", async () => {
    const values = { env: { WARM_PREFIX_TARGET: "2", ENABLE_POD_ENI: "true" } };
    expect(JSON.parse((await configuration({ prefixDelegation: true, values }))!)).to.deep.equal({
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "2", ENABLE_POD_ENI: "true" },
    });
  });

  describe("with Windows pools", () => {
    const windows = pool({ instanceTypes: ["m7i.large"], ami: "windows2022" });
    const nodePools = { general: pool({ instanceTypes: ["m7g.large"] }), windows };

    it("lets the control plane give pods on Windows addresses", async () => {
      const resources = await registered({ addons: { "vpc-cni": {} }, nodePools });
      expect(resources.named("eks-vpc-cni", "aws:eks/addon:Addon").inputs.configurationValues).to.equal('{"enableWindowsIpam":"true"}');
      expect(resources.named("eks-vpc-cni-cluster-role", "aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs.policyArn).to.equal(
        "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController",
      );
    });

    it("rejects values that take their addresses away, and names what they do not have", () => {
      const settings = { general: { instanceTypes: ["m7g.large"] }, windows: { instanceTypes: ["m7i.large"], ami: "windows2022" } };
      expect(issuesOf({ addons: { "vpc-cni": { values: { enableWindowsIpam: "false" } } }, nodePools: settings })).to.contain(
        'values.enableWindowsIpam: must be "true" for pods on Windows nodes (pool windows) to get addresses',
      );
    });

    it("keeps security groups for pods to Linux", () => {
      const settings = { general: { instanceTypes: ["m7g.large"] }, windows: { instanceTypes: ["m7i.large"], ami: "windows2022" } };
      const addons = { "vpc-cni": { podSecurityGroups: true } };
      expect(issuesOf({ addons, nodePools: settings })).to.equal("");
      expect(warningsOf(addons, { nodePools })).to.contain(
        "addons.vpc-cni pods on Windows nodes (pool windows) cannot have security groups of their own: EKS supports them on Linux alone; let each SecurityGroupPolicy select only pods that run on Linux",
      );
      const fargate = { system: { selectors: [{ namespace: "kube-system" }] } };
      const rejected =
        "addons.vpc-cni: `podSecurityGroups` needs nodes with network interfaces for pods, and pool windows runs Windows, which has none; add a pool of Linux with instance types such as m7g.large";
      expect(issuesOf({ addons, nodePools: { windows: settings.windows }, fargate })).to.equal(rejected);
      const karpenter = (pools: object) => ({ nodePools: { main: { ami: "windows2022" }, ...pools } });
      const of = (pools: object) => ({
        addons: { ...addons, karpenter: karpenter(pools) },
        nodePools: { windows: settings.windows },
        fargate,
      });
      expect(issuesOf(of({}))).to.contain("pool windows and main run");
      expect(issuesOf(of({ linux: {} }))).to.equal("");
    });
  });
});
