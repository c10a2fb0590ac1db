import { cluster, itValidates, network } from "./rows";

const existing = (more: string) => network(`{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2], ${more} } }`);

describe("settings: subnets of the control plane", () => {
  itValidates({
    controlPlaneSubnets: [
      [network("{ controlPlaneSubnets: true }")],
      [network("{ controlPlaneSubnets: true, cidr: 10.0.0.0/24 }")],
      [network("{ controlPlaneSubnets: true, cidr: 10.0.0.0/26, zones: 2, publicSubnets: false, endpoints: private }")],
      [
        network("{ controlPlaneSubnets: true, cidr: 10.0.0.0/25 }"),
        "network.controlPlaneSubnets: 10.0.0.0/25 has no room for a /28 beside the other subnets of a zone; choose a /24 or larger",
      ],
      [
        `${network("{ controlPlaneSubnets: true }")}\n${cluster("{ autoMode: true }")}`,
        "network.controlPlaneSubnets: nodes of Auto Mode's built-in node pools run in the subnets of the control plane, and a /28 is too small for them; write `cluster.autoMode: { nodePools: [] }` with a NodeClass of your own, or remove the key",
      ],
      [`${network("{ controlPlaneSubnets: true }")}\n${cluster("{ autoMode: { nodePools: [] } }")}`],
      [
        `${existing("zones: [eu-west-1a, eu-west-1b]").replace(/ }$/, ", controlPlaneSubnets: true }")}`,
        "network.controlPlaneSubnets: cannot be set with `existing`, because the stack does not manage that VPC; remove one of the two",
      ],
    ],
    "existing.controlPlaneSubnetIds": [
      [existing("controlPlaneSubnetIds: [subnet-3, subnet-4]")],
      [existing("controlPlaneSubnetIds: [subnet-3, subnet-4]").replace("[subnet-1, subnet-2]", "[subnet-1]")],
      [
        existing("controlPlaneSubnetIds: [subnet-3, subnet-3]"),
        "network.existing.controlPlaneSubnetIds[1]: duplicate entry subnet-3; remove one",
      ],
      [
        `${existing("controlPlaneSubnetIds: [subnet-3, subnet-4]")}\n${cluster("{ existing: { name: shop } }")}`,
        "network.existing.controlPlaneSubnetIds: has no effect on an existing cluster, whose control plane has its subnets already; remove the key",
      ],
    ],
  });
});
