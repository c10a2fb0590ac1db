import { ExistingCluster, lookUpCluster, NodePool } from "eks-blueprints";

export = async () => {
  const facts = await lookUpCluster("shop");
  const cluster = new ExistingCluster("shop", { facts, tags: { owner: "shop" } });
  const pool = new NodePool("shop-general", {
    cluster,
    subnetIds: facts.privateSubnetIds,
    instanceTypes: ["m7g.large", "m7g.xlarge"],
    size: { min: 1, max: 3 },
    labels: { tier: "web" },
    disk: { sizeGiB: 80 },
  });
  return { nodeRoleArn: pool.nodeRoleArn };
};
