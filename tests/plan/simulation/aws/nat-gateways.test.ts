import { expect } from "chai";
import { Cloud } from "../cloud";

const type = "aws:ec2/natGateway:NatGateway";

describe("simulated NAT gateway", () => {
  it("has the zone's addresses and a route table of its own where it is regional", () => {
    const availabilityZoneAddresses = [{ availabilityZone: "eu-west-1b", allocationIds: ["eipalloc-1", "eipalloc-2"] }];
    const { outputs } = new Cloud().create(type, { vpcId: "vpc-1", availabilityMode: "regional", availabilityZoneAddresses });
    expect(outputs).to.include({ autoProvisionZones: "disabled", vpcId: "vpc-1", publicIp: "" });
    expect(outputs.routeTableId).to.match(/^rtb-/);
    const addresses = outputs.regionalNatGatewayAddresses as readonly Record<string, unknown>[];
    expect(addresses.map(({ allocationId, availabilityZone }) => [allocationId, availabilityZone])).to.deep.equal([
      ["eipalloc-1", "eu-west-1b"],
      ["eipalloc-2", "eu-west-1b"],
    ]);
  });

  it("takes addresses by itself without given ones", () => {
    const { outputs } = new Cloud().create(type, { vpcId: "vpc-1", availabilityMode: "regional" });
    expect(outputs).to.deep.include({ autoProvisionZones: "enabled", regionalNatGatewayAddresses: [] });
  });
});
