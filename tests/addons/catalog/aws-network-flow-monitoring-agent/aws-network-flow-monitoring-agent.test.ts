import { expect } from "chai";
import { registered } from "../../fixtures";
import { issuesOf } from "../../plan/selection";

const name = "aws-network-flow-monitoring-agent";

describe("aws-network-flow-monitoring-agent", () => {
  it("publishes reports by AWS's policy, with Pod Identity in its own namespace", async () => {
    const found = await registered({ addons: { [name]: true } });
    const { inputs } = found.named(`eks-${name}`, "aws:eks/addon:Addon");
    expect(inputs).to.deep.include({ addonName: name, addonVersion: "v1.1.3-eksbuild.3", configurationValues: "{}" });
    expect(inputs.podIdentityAssociations[0].serviceAccount).to.equal("aws-network-flow-monitor-agent-service-account");
    const policies = found.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn);
    expect(policies).to.include("arn:aws:iam::aws:policy/CloudWatchNetworkFlowMonitorAgentPublishPolicy");
  });

  it("is offered in commercial regions alone", () => {
    expect(issuesOf({ [name]: true }, {}, "eu-west-1")).to.equal("");
    for (const [region, partition] of [
      ["us-gov-west-1", "aws-us-gov"],
      ["cn-north-1", "aws-cn"],
    ])
      expect(issuesOf({ [name]: true }, {}, region)).to.contain(`is not available in partition ${partition}`);
  });

  it("serves metrics on request", async () => {
    const { inputs } = (await registered({ addons: { [name]: { openMetrics: true } } })).named(`eks-${name}`, "aws:eks/addon:Addon");
    expect(JSON.parse(inputs.configurationValues)).to.deep.equal({ env: { OPEN_METRICS: "on", OPEN_METRICS_PORT: "9109" } });
  });
});
