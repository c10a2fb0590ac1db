import { expect } from "chai";
import { Network } from "../../components/networking/network";
import type { NetworkSettings } from "../../components/settings/types";
import { context } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";
import { networkSettings } from "./fixtures";

const subnet = "aws:ec2/subnet:Subnet";
const table = "aws:ec2/routeTable:RouteTable";

async function network(settings: Partial<NetworkSettings>) {
  const mocks = startMocks();
  const outputs = await mocks.run(() => {
    const { isolatedSubnetIds } = new Network("eks-network", {
      context,
      settings: networkSettings(settings),
      zones: ["eu-west-1a", "eu-west-1b"],
    });
    return { isolatedSubnetIds };
  });
  return { resources: mocks.resources, outputs };
}

describe("isolated subnets", () => {
  it("are one in each zone for each group, without the tags of discovery", async () => {
    const { resources, outputs } = await network({ isolatedSubnets: ["database", "cache"] });
    const ids = (group: string) => ["a", "b"].map((zone) => resources.idOf(subnet, `eks-network-isolated-${group}-eu-west-1${zone}`));
    expect(outputs.isolatedSubnetIds).to.deep.equal({ database: ids("database"), cache: ids("cache") });
    expect(resources.named("eks-network-isolated-cache-eu-west-1b", subnet).inputs).to.deep.equal({
      vpcId: resources.idOf("aws:ec2/vpc:Vpc", "eks-network"),
      availabilityZone: "eu-west-1b",
      cidrBlock: "10.0.61.0/24",
      tags: { owner: "platform", Name: "shop-cache-eu-west-1b", SubnetType: "Isolated" },
    });
  });

  it("share a route table that has no routes", async () => {
    const { resources } = await network({
      isolatedSubnets: ["database"],
      endpoints: ["s3"],
      routes: [{ cidr: "10.9.0.0/16", networkInterfaceId: "eni-1" }],
    });
    const own = resources.idOf(table, "eks-network-isolated");
    const associations = resources
      .ofType("aws:ec2/routeTableAssociation:RouteTableAssociation")
      .filter(({ name }) => name.includes("database"));
    expect(associations.map(({ inputs }) => inputs.routeTableId)).to.deep.equal([own, own]);
    expect(resources.ofType("aws:ec2/route:Route").filter(({ inputs }) => inputs.routeTableId === own)).to.be.empty;
    expect(resources.only("aws:ec2/vpcEndpoint:VpcEndpoint").inputs.routeTableIds).to.not.include(own);
  });

  it("are not created without a name", async () => {
    const { resources, outputs } = await network({});
    expect(outputs.isolatedSubnetIds).to.deep.equal({});
    expect(resources.ofType(table).some(({ name }) => name === "eks-network-isolated")).to.equal(false);
  });
});

describe("DHCP options", () => {
  const options = "aws:ec2/vpcDhcpOptions:VpcDhcpOptions";

  it("belong to the VPC, with AWS's DNS server unless others are named", async () => {
    const { resources } = await network({ dhcpOptions: { domainName: "corp.example.com", ntpServers: ["10.9.0.3"] } });
    expect(resources.only(options).inputs).to.deep.equal({
      domainName: "corp.example.com",
      domainNameServers: ["AmazonProvidedDNS"],
      ntpServers: ["10.9.0.3"],
      tags: { owner: "platform", Name: "shop-dhcp" },
    });
    expect(resources.only("aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation").inputs).to.deep.equal({
      vpcId: resources.idOf("aws:ec2/vpc:Vpc", "eks-network"),
      dhcpOptionsId: resources.idOf(options, "eks-network-dhcp"),
    });
  });

  it("name the DNS servers in their order", async () => {
    const domainNameServers = ["10.9.0.2", "AmazonProvidedDNS"];
    const { resources } = await network({ dhcpOptions: { domainNameServers } });
    expect(resources.only(options).inputs.domainNameServers).to.deep.equal(domainNameServers);
  });
});
