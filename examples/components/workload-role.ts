import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ExistingCluster, lookUpCluster, WorkloadRole } from "eks-blueprints";

export = async () => {
  const cluster = new ExistingCluster("shop", { facts: await lookUpCluster("shop") });
  const bucket = new aws.s3.Bucket("uploads");
  const role = new WorkloadRole("uploader", {
    cluster,
    namespace: "default",
    serviceAccount: "uploader",
    statements: [{ Effect: "Allow", Action: "s3:PutObject", Resource: pulumi.interpolate`${bucket.arn}/*` }],
  });
  new k8s.core.v1.ServiceAccount(
    "uploader",
    { metadata: { name: "uploader", namespace: "default", annotations: role.annotations } },
    { provider: cluster.provider, dependsOn: [...role.ready] },
  );
  return { roleArn: role.roleArn };
};
