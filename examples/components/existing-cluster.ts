import * as k8s from "@pulumi/kubernetes";
import { ExistingCluster, lookUpCluster } from "eks-blueprints";

export = async () => {
  const cluster = new ExistingCluster("shop", {
    facts: await lookUpCluster("shop"),
    admins: ["arn:aws:iam::111122223333:role/Platform"],
    access: { web: { principal: "arn:aws:iam::111122223333:role/WebDeveloper", policy: "edit", namespaces: ["web"] } },
  });
  new k8s.core.v1.Namespace("web", { metadata: { name: "web" } }, { provider: cluster.provider });
  return { kubeconfig: cluster.kubeconfig };
};
