import { ExistingCluster, FargateProfile, lookUpCluster } from "eks-blueprints";

export = async () => {
  const facts = await lookUpCluster("shop");
  const cluster = new ExistingCluster("shop", { facts });
  const profile = new FargateProfile("shop-batch", {
    cluster,
    subnetIds: facts.privateSubnetIds,
    selectors: [{ namespace: "batch" }, { namespace: "reports", labels: { size: "small" } }],
  });
  return { podExecutionRoleArn: profile.podExecutionRoleArn };
};
