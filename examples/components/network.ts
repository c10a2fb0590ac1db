import { availabilityZones, Network } from "eks-blueprints";

export = async () => {
  const zones = await availabilityZones("eu-west-1", 3);
  const network = new Network("shop", {
    region: "eu-west-1",
    zones,
    cidr: "10.20.0.0/16",
    nat: "perZone",
    endpoints: ["s3", "ecr.api", "ecr.dkr"],
    flowLogs: { retentionDays: 30 },
    tags: { owner: "shop" },
  });
  return { vpcId: network.vpcId, privateSubnetIds: network.privateSubnetIds, publicSubnetIds: network.publicSubnetIds };
};
