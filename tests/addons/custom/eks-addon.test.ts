import { expect } from "chai";
import { customResources, permissions, podinfo } from "./fixtures";

const addonType = "aws:eks/addon:Addon";
const monitor = { eksAddon: "aws-network-flow-monitoring-agent", version: "v1.1.3-eksbuild.3" };
const serviceAccounts = { "aws-network-flow-monitor-agent-service-account": permissions };

describe("addons.custom: EKS add-ons", () => {
  it("are installed after the nodes, with their version, configuration and roles", async () => {
    const found = await customResources({ "flow-monitor": { ...monitor, values: { OTLP_ENABLED: true }, serviceAccounts } });
    const addon = found.named("eks-flow-monitor", addonType);
    const role = found.ofType("aws:iam/role:Role").find(({ name }) => name.startsWith("eks-flow-monitor-"))!;
    expect(addon.inputs).to.deep.include({
      addonName: "aws-network-flow-monitoring-agent",
      addonVersion: monitor.version,
      configurationValues: '{"OTLP_ENABLED":true}',
      podIdentityAssociations: [
        { serviceAccount: "aws-network-flow-monitor-agent-service-account", roleArn: found.outputsOf(role.type, role.name).arn },
      ],
    });
    expect(role.inputs.assumeRolePolicy).to.contain('"aws:RequestTag/kubernetes-namespace":"amazon-network-flow-monitor"');
    expect(found.named("eks-amazon-network-flow-monitor-namespace").inputs.metadata.name).to.equal("amazon-network-flow-monitor");
  });

  it("are configured with `values` alone, also empty ones, because they may take none", async () => {
    const configured = async (values?: object) =>
      (await customResources({ agent: { ...monitor, ...(values && { values }) } })).named("eks-agent", addonType).inputs
        .configurationValues;
    expect(await configured()).to.equal(undefined);
    expect(await configured({})).to.equal("{}");
  });

  it("use one role for all their service accounts under IRSA", async () => {
    const cluster = { identity: "irsa" as const };
    const found = await customResources({ "flow-monitor": { ...monitor, serviceAccounts } }, { cluster });
    const { inputs } = found.named("eks-flow-monitor", addonType);
    expect(inputs.serviceAccountRoleArn).to.be.a("string");
    expect(inputs).not.to.have.property("podIdentityAssociations");
  });

  it("get the version that AWS resolves", async () => {
    const versionOf = async (version: string) =>
      (await customResources({ kubecost: { eksAddon: "kubecost_kubecost", version } })).named("eks-kubecost", addonType).inputs
        .addonVersion;
    expect(await versionOf("default")).to.equal(undefined);
    expect(await versionOf("latest")).to.be.a("string");
  });

  it("wait for what they require, and others wait for them", async () => {
    const found = await customResources({
      first: { ...monitor, requires: ["metrics-server"] },
      web: { ...podinfo, requires: ["first"] },
    });
    const first = found.named("eks-first", addonType);
    expect(found.waitsFor(first, found.named("eks-metrics-server", addonType))).to.equal(true);
    expect(found.waitsFor(found.named("eks-web", "kubernetes:helm.sh/v3:Release"), first)).to.equal(true);
  });
});
