import { expect } from "chai";
import type { Values } from "../../../../plan/types";
import { planned } from "../../resources";
import { costIn, range, reasons, rows } from "../costs";

const nat = (name: string, inputs: Values = {}) => planned({ type: "aws:ec2/natGateway:NatGateway", name, inputs });
const eip = (name: string, inputs: Values = {}) => planned({ type: "aws:ec2/eip:Eip", name, id: `eipalloc-${name}`, inputs });
const endpoint = (name: string, inputs: Values) => planned({ type: "aws:ec2/vpcEndpoint:VpcEndpoint", name, inputs });

describe("NAT gateways", () => {
  it("have the addresses by zone of a regional gateway", () => {
    const zone = (availabilityZone: string) =>
      planned({ type: "aws:ec2/subnet:Subnet", name: availabilityZone, inputs: { vpcId: "vpc-1", availabilityZone } });
    const availabilityZoneAddresses = [
      { availabilityZone: "us-east-1a", allocationIds: ["eipalloc-1", "eipalloc-2"] },
      { availabilityZone: "us-east-1b", allocationIds: ["eipalloc-3"] },
    ];
    const regional = nat("a", { availabilityMode: "regional", vpcId: "vpc-1", availabilityZoneAddresses });
    expect(rows("us-east-1", [zone("us-east-1a"), zone("us-east-1b"), regional])).to.include(
      "public IPv4 address of the NAT gateway: 2190 x 0.005 list2",
    );
  });

  it("cost their hours and address; the traffic of a region is shared among them", () => {
    const plan = ["a", "b", "c"].flatMap((zone) => [eip(zone), nat(zone, { allocationId: `eipalloc-${zone}` })]);
    expect(rows("eu-west-1", plan, { natGiBPerMonth: 300 }).slice(0, 3)).to.deep.equal([
      "public IPv4 address: 730 x 0.005 list",
      "NAT gateway: 730 x 0.048 list2",
      "traffic through the NAT gateway: 100 x 0.048 list2",
    ]);
    // 3 x (3.65 + 35.04 + 4.80)
    expect(range(costIn("eu-west-1", plan, { natGiBPerMonth: 300 }))).to.deep.equal([130.47, 130.47, 130.47]);
  });

  it("pay for an address that another program allocated", () => {
    expect(rows("us-east-1", [nat("a", { allocationId: "eipalloc-elsewhere" })])).to.deep.equal([
      "NAT gateway: 730 x 0.045 list2",
      "public IPv4 address of the NAT gateway: 730 x 0.005 list2",
    ]);
  });

  it("have no address where they are private", () => {
    expect(rows("us-east-1", [nat("a", { connectivityType: "private", subnetId: "subnet-1" })])).to.deep.equal([
      "NAT gateway: 730 x 0.045 list2",
    ]);
  });

  it("cost the same for each zone where they are regional", () => {
    const subnet = (zone: string) =>
      planned({ type: "aws:ec2/subnet:Subnet", name: zone, inputs: { vpcId: "vpc-1", availabilityZone: zone } });
    const plan = [subnet("us-east-1a"), subnet("us-east-1b"), nat("a", { availabilityMode: "regional", vpcId: "vpc-1" })];
    expect(rows("us-east-1", plan)).to.deep.equal([
      "regional NAT gateway, 2 zones: 1460 x 0.045 list2",
      "public IPv4 address of the NAT gateway: 1460 x 0.005 list2",
    ]);
  });

  it("are estimated where only their traffic has a price", () => {
    expect(rows("ap-southeast-2", [nat("a", { connectivityType: "private" })])).to.deep.equal(["NAT gateway: 730 x 0.059 estimate"]);
  });
});

describe("Elastic IP addresses", () => {
  it("cost nothing where the account brought them along", () => {
    expect(rows("us-east-1", [eip("a", { publicIpv4Pool: "ipv4pool-ec2-1" })])).to.deep.equal([]);
    expect(rows("eu-north-1", [eip("a", { publicIpv4Pool: "amazon" })])).to.deep.equal(["public IPv4 address: 730 x 0.005 default"]);
  });
});

describe("VPC endpoints", () => {
  it("cost their hours in each zone", () => {
    const ecr = { vpcEndpointType: "Interface", serviceName: "com.amazonaws.eu-central-1.ecr.api", subnetIds: ["a", "b", "c"] };
    // 3 x 730 x 0.012 = 26.28; 50 GB x 0.01
    expect(rows("eu-central-1", [endpoint("ecr", ecr)], { endpointGiBPerMonth: 50 })).to.deep.equal([
      "endpoint ecr.api, 3 zones: 2190 x 0.012 list2",
      "traffic through endpoint ecr.api: 50 x 0.01 list",
    ]);
  });

  it("cost nothing as gateways, and have no known price for other types", () => {
    expect(rows("us-east-1", [endpoint("s3", { vpcEndpointType: "Gateway" }), endpoint("default", {})])).to.deep.equal([]);
    expect(reasons("us-east-1", [endpoint("gwlb", { vpcEndpointType: "GatewayLoadBalancer" })])).to.deep.equal([
      "GatewayLoadBalancer endpoint: no price of GatewayLoadBalancer endpoints in the tables",
    ]);
  });
});

describe("data transfer", () => {
  it("is charged where it is assumed, between zones in both directions", () => {
    const vpc = planned({ type: "aws:ec2/vpc:Vpc", name: "vpc" });
    expect(rows("us-east-1", [vpc])).to.deep.equal([]);
    expect(rows("us-east-1", [vpc], { internetGiBPerMonth: 10, crossZoneGiBPerMonth: 100 })).to.deep.equal([
      "traffic to the internet: 10 x 0.09 list2",
      "traffic between zones, both directions: 200 x 0.01 list2",
    ]);
  });
});
