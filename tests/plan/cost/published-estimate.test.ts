import { expect } from "chai";
import type { Values } from "../../../plan/types";
import { planned } from "../resources";
import { costIn } from "./costs";

/** A public estimate of an EKS platform in Ireland (2026-09-14): amounts a month in USD, from AWS's price list. */
const published: Readonly<Record<string, number>> = {
  "cluster-hour": 146.0, // 2 control planes
  "instance-hour": 332.15, // 5 m7g.large
  "gateway-hour": 140.16, // 4 NAT gateways
  "address-hour": 14.6, // 4 public IPv4 addresses
  "load balancer-hour": 36.79, // 2 Application Load Balancers
  "endpoint-hour": 96.36, // 4 interface endpoints in 3 zones
  "GB-month": 23.76, // 270 GB gp3
};

const several = (count: number, type: string, inputs: (index: number) => Values) =>
  Array.from({ length: count }, (_, index) => planned({ type, name: `${type}-${index}`, id: `id-${index}`, inputs: inputs(index) }));

describe("estimateCost", () => {
  it("agrees with a public estimate", () => {
    const plan = [
      ...several(2, "aws:eks/cluster:Cluster", () => ({ version: "1.35" })),
      ...several(1, "aws:eks/nodeGroup:NodeGroup", () => ({
        ...{ instanceTypes: ["m7g.large"], diskSize: 54 },
        scalingConfig: { minSize: 5, desiredSize: 5, maxSize: 5 },
      })),
      ...several(4, "aws:ec2/eip:Eip", () => ({})),
      ...several(4, "aws:ec2/natGateway:NatGateway", (index) => ({ allocationId: `id-${index}` })),
      ...several(2, "aws:lb/loadBalancer:LoadBalancer", () => ({ internal: true })),
      ...several(4, "aws:ec2/vpcEndpoint:VpcEndpoint", () => ({ vpcEndpointType: "Interface", subnetIds: ["a", "b", "c"] })),
    ];
    const sums: Record<string, number> = {};
    for (const { unit, monthly } of costIn("eu-west-1", plan).items) sums[unit] = (sums[unit] ?? 0) + monthly;
    const cents = Object.fromEntries(Object.entries(sums).map(([unit, amount]) => [unit, Math.round(amount * 100) / 100]));
    expect(cents).to.deep.equal(published);
  });
});
