import { expect } from "chai";
import { Network } from "../../components/networking/network";
import type { NetworkSettings } from "../../components/settings/types";
import { context } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";
import { networkSettings } from "./fixtures";

const arn = "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0";
const subnet = "aws:ec2/subnet:Subnet";

async function network(settings: Partial<NetworkSettings>) {
  const mocks = startMocks();
  const outputs = await mocks.run(() => {
    const { privateSubnetIds, localZoneSubnetIds, outpostSubnetIds } = new Network("eks-network", {
      context,
      settings: networkSettings(settings),
      zones: ["eu-west-1a", "eu-west-1b"],
    });
    return { privateSubnetIds, localZoneSubnetIds, outpostSubnetIds };
  });
  return { resources: mocks.resources, outputs };
}

describe("subnets in Local Zones and on Outposts", () => {
  it("are apart from the private ones, without the tags of discovery", async () => {
    const { resources, outputs } = await network({
      localZones: ["eu-west-1-lax-1a"],
      outposts: { rack1: { arn, zone: "eu-west-1b" } },
    });
    const local = resources.named("eks-network-eu-west-1-lax-1a", subnet);
    const rack = resources.named("eks-network-outpost-rack1", subnet);
    expect(local.inputs).to.deep.include({
      availabilityZone: "eu-west-1-lax-1a",
      cidrBlock: "10.0.20.0/22",
      tags: { owner: "platform", Name: "shop-eu-west-1-lax-1a", SubnetType: "Local Zone" },
    });
    expect(rack.inputs).to.deep.include({ availabilityZone: "eu-west-1b", outpostArn: arn, cidrBlock: "10.0.56.0/22" });
    expect(outputs.localZoneSubnetIds).to.deep.equal({ "eu-west-1-lax-1a": resources.idOf(subnet, local.name) });
    expect(outputs.outpostSubnetIds).to.deep.equal({ rack1: resources.idOf(subnet, rack.name) });
    expect(outputs.privateSubnetIds).to.have.lengthOf(2);
  });

  it("have the routes of the zone of the Outpost, or of the first zone", async () => {
    const { resources } = await network({ localZones: ["eu-west-1-lax-1a"], outposts: { rack1: { arn, zone: "eu-west-1b" } } });
    const tableOf = (name: string) => resources.named(name, "aws:ec2/routeTableAssociation:RouteTableAssociation").inputs.routeTableId;
    const table = (name: string) => resources.idOf("aws:ec2/routeTable:RouteTable", name);
    expect(tableOf("eks-network-eu-west-1-lax-1a")).to.equal(table("eks-network-private-1"));
    expect(tableOf("eks-network-outpost-rack1")).to.equal(table("eks-network-private-2"));
  });

  it("are those of an existing VPC by name", async () => {
    const { outputs } = await network({
      existing: { vpcId: "vpc-1", privateSubnetIds: ["subnet-1"], publicSubnetIds: [], outpostSubnetIds: { rack1: "subnet-9" } },
    });
    expect(outputs.outpostSubnetIds).to.deep.equal({ rack1: "subnet-9" });
  });
});
