import { expect } from "chai";
import { Network } from "../../components/networking/network";
import type { NetworkSettings } from "../../components/settings/types";
import { context } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";
import { networkSettings } from "./fixtures";

const zones = ["eu-west-1a", "eu-west-1b"];

async function network(nat: NetworkSettings["nat"]) {
  const mocks = startMocks();
  const outputs = await mocks.run(() => {
    const component = new Network("eks-network", { context, settings: networkSettings({ nat }), zones });
    return { natAddresses: component.natAddresses, egress: component.egress.map(({ urn }) => urn) };
  });
  return { resources: mocks.resources, outputs };
}

const addressesOf = async (nat: NetworkSettings["nat"]) => {
  const { resources, outputs } = await network(nat);
  const { name, inputs } = resources.only("aws:ec2/natGateway:NatGateway");
  return { name, addresses: inputs.availabilityZoneAddresses, count: outputs.natAddresses.length };
};

describe("regional NAT gateway", () => {
  it("is in the VPC and in no subnet, with addresses that AWS chooses", async () => {
    const { resources, outputs } = await network("regional");
    expect(resources.only("aws:ec2/natGateway:NatGateway").inputs).to.deep.equal({
      vpcId: resources.idOf("aws:ec2/vpc:Vpc", "eks-network"),
      availabilityMode: "regional",
      tags: { owner: "platform", Name: "shop" },
    });
    expect(resources.ofType("aws:ec2/eip:Eip")).to.deep.equal([]);
    expect(outputs.natAddresses).to.deep.equal([]);
  });

  it("serves every private subnet by routes with the names of those to zonal gateways", async () => {
    const { resources, outputs } = await network("regional");
    const routes = resources.ofType("aws:ec2/route:Route");
    const id = resources.idOf("aws:ec2/natGateway:NatGateway", "eks-network-nat-regional");
    expect(routes.map(({ name, inputs }) => [name, inputs.routeTableId, inputs.natGatewayId])).to.deep.equal(
      zones.map((zone, index) => [
        `eks-network-nat-${zone}`,
        resources.idOf("aws:ec2/routeTable:RouteTable", `eks-network-private-${index + 1}`),
        id,
      ]),
    );
    expect(outputs.egress).to.include.members(routes.map(({ urn }) => urn));
  });

  it("is deleted before the internet gateway", async () => {
    const { resources } = await network("regional");
    expect(resources.only("aws:ec2/natGateway:NatGateway").dependencies).to.include(resources.only("awsx:ec2:Vpc").urn);
  });

  it("has the given addresses of each zone, under another name", async () => {
    const expected = [
      { availabilityZone: "eu-west-1a", allocationIds: ["eipalloc-1"] },
      { availabilityZone: "eu-west-1b", allocationIds: ["eipalloc-2"] },
    ];
    const name = "eks-network-nat-regional-addresses";
    const list = await addressesOf({ type: "regional", allocationIds: ["eipalloc-1", "eipalloc-2"] });
    expect(list).to.deep.equal({ name, addresses: expected, count: 2 });
    const byZone = { "eu-west-1b": ["eipalloc-2"], "eu-west-1a": ["eipalloc-1", "eipalloc-3"] };
    const map = await addressesOf({ type: "regional", allocationIds: byZone });
    expect(map.addresses).to.deep.equal([{ ...expected[0], allocationIds: ["eipalloc-1", "eipalloc-3"] }, expected[1]]);
    expect(map.count).to.equal(3);
  });
});
