// A typical program without eks-blueprints: the VPC's outputs resolve after its NAT gateway, so the control plane waits for it.
import * as awsx from "@pulumi/awsx";
import * as eks from "@pulumi/eks";

const vpc = new awsx.ec2.Vpc("net", { numberOfAvailabilityZones: 3, natGateways: { strategy: "Single" }, enableDnsHostnames: true });
export const { eksCluster } = new eks.Cluster("shop", {
  vpcId: vpc.vpcId,
  privateSubnetIds: vpc.privateSubnetIds,
  authenticationMode: "API",
  skipDefaultNodeGroup: true,
});
