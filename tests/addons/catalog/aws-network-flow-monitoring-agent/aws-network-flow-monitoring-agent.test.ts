import { expect } from "chai";
import { flowMonitorRegions } from "../../../../components/addons/catalog/aws-network-flow-monitoring-agent/regions";
import { regions } from "../../../../components/reference/regions";
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

  it("is offered in the regions with Network Flow Monitor alone", () => {
    for (const region of Object.keys(regions)) {
      const refused = flowMonitorRegions.includes(region)
        ? ""
        : `is not available in ${region}, which has no CloudWatch Network Flow Monitor`;
      expect(issuesOf({ [name]: true }, {}, region), region).to[refused ? "contain" : "equal"](refused);
    }
    expect(Object.keys(regions)).to.include.members([...flowMonitorRegions]);
    for (const region of ["eu-south-1", "ap-east-1", "us-gov-west-1", "cn-north-1"]) expect(flowMonitorRegions).to.not.include(region);
  });

  it("serves metrics on request", async () => {
    const { inputs } = (await registered({ addons: { [name]: { openMetrics: true } } })).named(`eks-${name}`, "aws:eks/addon:Addon");
    expect(JSON.parse(inputs.configurationValues)).to.deep.equal({ env: { OPEN_METRICS: "on", OPEN_METRICS_PORT: "9109" } });
  });
});
