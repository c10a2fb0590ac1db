import { expect } from "chai";
import { type InstallOptions, registered } from "../../fixtures";
import { warningsOf } from "../../plan/selection";

const name = "aws-guardduty-agent";
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";

const installed = (options: true | Record<string, unknown> = true, more: InstallOptions = {}) =>
  registered({ ...more, addons: { [name]: options } });

describe("aws-guardduty-agent", () => {
  it("creates the endpoint of agents, for nodes of this account alone", async () => {
    const found = await installed();
    const { inputs } = found.only(endpointType);
    expect(inputs).to.deep.include({
      serviceName: "com.amazonaws.eu-west-1.guardduty-data",
      privateDnsEnabled: true,
      subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
    });
    const [, deny] = JSON.parse(inputs.policy).Statement;
    expect(deny.Condition).to.deep.equal({ StringNotEquals: { "aws:PrincipalAccount": "123456789012" } });
    expect(found.named(`eks-${name}-data-https`).inputs).to.include({ referencedSecurityGroupId: "sg-1", fromPort: 443 });
    expect(found.named(`eks-${name}`, "aws:eks/addon:Addon").inputs.addonName).to.equal(name);
  });

  it("uses the endpoint that the network has", async () => {
    expect((await installed(true, { network: { endpoints: ["s3", "guardduty-data"] } })).ofType(endpointType)).to.be.empty;
    expect(warningsOf({ [name]: { vpcEndpoint: false } })).to.contain("its agents deliver nothing");
  });

  it("turns Runtime Monitoring on, and leaves agents to the stack", async () => {
    const { inputs } = (await installed({ runtimeMonitoring: true })).only("aws:guardduty/detectorFeature:DetectorFeature");
    expect(inputs).to.deep.include({
      name: "RUNTIME_MONITORING",
      status: "ENABLED",
      additionalConfigurations: [{ name: "EKS_ADDON_MANAGEMENT", status: "DISABLED" }],
    });
    expect(inputs.detectorId).to.match(/^[0-9a-f]{32}$/);
  });
});
