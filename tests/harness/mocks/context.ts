import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../components/util/context";

/** The shared context of the components of a test stack. */
export const context: Context = {
  region: "eu-west-1",
  partition: "aws",
  clusterName: "shop",
  tags: { owner: "platform" },
  iam: { permissionsBoundary: "arn:aws:iam::123456789012:policy/boundary", path: "/eks/" },
};

/** A cluster as other modules use it. */
export function clusterHandle() {
  return {
    context,
    clusterName: pulumi.output("shop"),
    arn: pulumi.output("arn:aws:eks:eu-west-1:123456789012:cluster/shop"),
    accountId: pulumi.output("123456789012"),
    version: pulumi.output("1.35"),
    endpoint: pulumi.output("https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com"),
    certificateAuthority: pulumi.output("Q0E="),
    serviceCidr: pulumi.output("172.20.0.0/16"),
    securityGroupId: pulumi.output("sg-cluster"),
    oidcProviderArn: pulumi.output("arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF"),
    oidcIssuer: pulumi.output("oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF"),
  };
}
