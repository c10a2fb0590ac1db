import { availabilityZones, Cluster, Network } from "eks-blueprints";

export = async () => {
  const shared = { region: "eu-west-1", clusterName: "shop", tags: { owner: "shop" } };
  const network = new Network("shop-network", { ...shared, zones: await availabilityZones("eu-west-1", 3) });
  const cluster = new Cluster("shop", {
    ...shared,
    vpcId: network.vpcId,
    subnetIds: network.privateSubnetIds,
    version: "1.35",
    endpoint: { private: true, public: { cidrs: ["203.0.113.0/24"] } },
    admins: ["arn:aws:iam::111122223333:role/Platform"],
    access: { auditors: { principal: "arn:aws:iam::111122223333:role/Auditor", policy: "view" } },
    deletionProtection: true,
  });
  return { kubeconfig: cluster.kubeconfig };
};
