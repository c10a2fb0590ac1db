import { expect } from "chai";
import { Network } from "../../components/networking/network";
import type { NetworkSettings } from "../../components/settings/types";
import { context } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";
import { networkSettings } from "./fixtures";

const zones = ["eu-west-1a", "eu-west-1b"];
async function network(settings: Partial<NetworkSettings> = {}, names = zones) {
  const mocks = startMocks();
  const all = networkSettings({ zones: 2, pods: { cidr: "100.64.0.0/16" }, ...settings });
  const podSubnetIds = await mocks.run(() => new Network("eks-network", { context, settings: all, zones: names }).podSubnetIds);
  return { resources: mocks.resources, podSubnetIds };
}

describe("PodSubnets", () => {
  it("adds a range to the VPC, with a subnet and a route table in each zone", async () => {
    const { resources, podSubnetIds } = await network();
    const range = resources.only("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation");
    expect(range.inputs).to.deep.equal({ vpcId: resources.idOf("aws:ec2/vpc:Vpc", "eks-network"), cidrBlock: "100.64.0.0/16" });
    const blocks = ["100.64.0.0/19", "100.64.32.0/19"];
    for (const [index, zone] of zones.entries()) {
      const name = `eks-network-pods-${zone}`;
      const subnet = resources.named(name, "aws:ec2/subnet:Subnet");
      expect(subnet.inputs).to.deep.equal({
        vpcId: range.inputs.vpcId,
        availabilityZone: zone,
        cidrBlock: blocks[index],
        tags: { owner: "platform", Name: `shop-pods-${zone}`, SubnetType: "Pods" },
      });
      expect(resources.waitsFor(subnet, range)).to.equal(true);
      expect(resources.named(name, "aws:ec2/routeTableAssociation:RouteTableAssociation").inputs).to.deep.equal({
        subnetId: podSubnetIds[zone],
        routeTableId: resources.idOf("aws:ec2/routeTable:RouteTable", name),
      });
    }
  });

  it("moves no subnet when a zone is added", async () => {
    const blocks = async (names: string[]) =>
      (await network({}, names)).resources
        .ofType("aws:ec2/subnet:Subnet")
        .filter(({ name }) => name.includes("pods"))
        .map(({ inputs }) => inputs.cidrBlock);
    const before = await blocks(zones);
    expect((await blocks([...zones, "eu-west-1c"])).slice(0, 2)).to.deep.equal(before);
  });

  it("routes pods like nodes: through NAT, additional routes and gateway endpoints", async () => {
    const { resources } = await network({ nat: "perZone", routes: [{ cidr: "10.9.0.0/16", transitGatewayId: "tgw-1" }] });
    for (const zone of zones) {
      const routeTableId = resources.idOf("aws:ec2/routeTable:RouteTable", `eks-network-pods-${zone}`);
      const natGatewayId = resources.idOf("aws:ec2/natGateway:NatGateway", `eks-network-nat-${zone}`);
      expect(resources.named(`eks-network-nat-pods-${zone}`, "aws:ec2/route:Route").inputs).to.deep.equal({
        routeTableId,
        natGatewayId,
        destinationCidrBlock: "0.0.0.0/0",
      });
      expect(resources.named(`eks-network-routes-pods-${zone}-10.9.0.0/16`, "aws:ec2/route:Route").inputs).to.include({
        routeTableId,
        transitGatewayId: "tgw-1",
      });
      expect(resources.named("eks-network-endpoints-s3").inputs.routeTableIds).to.include(routeTableId);
    }
  });

  it("lets pods reach interface endpoints", async () => {
    const { resources } = await network({ nat: "none", endpoints: ["ecr.api"] });
    const rules = resources.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    expect(rules.map(({ name, inputs }) => [name, inputs.cidrIpv4])).to.deep.equal([
      ["eks-network-endpoints-https", "10.0.0.0/16"],
      ["eks-network-endpoints-https-pods", "100.64.0.0/16"],
    ]);
  });

  it("belongs to a VPC without public subnets too", async () => {
    const { resources } = await network({ publicSubnets: false, nat: "none", endpoints: "private" });
    const range = resources.only("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation");
    expect(range.inputs.vpcId).to.equal(resources.idOf("aws:ec2/vpc:Vpc", "eks-network"));
    expect(resources.named("eks-network-endpoints-s3").inputs.routeTableIds).to.have.lengthOf(4);
  });

  it("returns the subnets for pods of an existing VPC", async () => {
    const podSubnetIds = { "eu-west-1a": "subnet-3", "eu-west-1b": "subnet-4" };
    const existing = { vpcId: "vpc-1", privateSubnetIds: ["subnet-1", "subnet-2"], publicSubnetIds: [], podSubnetIds };
    const found = await network({ pods: undefined, existing });
    expect(found.podSubnetIds).to.deep.equal(podSubnetIds);
    expect(found.resources.ofType("aws:ec2/subnet:Subnet")).to.deep.equal([]);
  });
});
