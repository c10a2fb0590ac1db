import { Addons, ApplicationTeam, ExistingCluster, lookUpCluster, PlatformTeam } from "eks-blueprints";

export = async () => {
  const facts = await lookUpCluster("shop");
  const { version: kubernetesVersion, vpcId, privateSubnetIds, zones } = facts;
  const cluster = new ExistingCluster("shop", { facts, tags: { owner: "shop" } });
  const place = { cluster, kubernetesVersion, vpcId, privateSubnetIds, zones };
  const addons = new Addons("shop", { ...place, addons: { "external-secrets": true } });
  const platform = new PlatformTeam("shop-platform", { cluster, members: ["arn:aws:iam::111122223333:role/Platform"] });
  const web = new ApplicationTeam(
    "shop-web",
    {
      cluster,
      namespaces: ["web", "web-preview"],
      members: ["arn:aws:iam::111122223333:role/WebDeveloper"],
      quota: { "requests.cpu": "20", "requests.memory": "40Gi" },
      network: "isolated",
      allowedIngress: { namespaces: ["ingress"], cidrs: ["10.20.0.0/22"] },
      podSecurity: "restricted",
      secrets: { db: { secretsManager: "shop/db" }, mail: { parameter: "/shop/mail", properties: { password: "smtp.password" } } },
    },
    { dependsOn: [addons] },
  );
  const reports = new ApplicationTeam("shop-reports", {
    cluster,
    members: ["arn:aws:iam::111122223333:role/Analyst"],
    accessLevel: "view",
  });
  return { platform: platform.roleArn, web: web.roleArn, reports: reports.roleArn };
};
