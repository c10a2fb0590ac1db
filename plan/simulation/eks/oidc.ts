// The IAM OIDC provider of `eks.Cluster`.
import type { Child, Scope } from "../expansion/scope";
import { hex } from "../values";

/** The published code reads the thumbprint of the issuer's certificate over the network; here one is made up. */
export async function registerOidcProvider(scope: Scope, cluster: Child): Promise<Child | undefined> {
  if (!scope.args.has("createOidcProvider")) return undefined;
  scope.invoke("aws:index/getRegion:getRegion");
  return scope.add("aws:iam/openIdConnectProvider:OpenIdConnectProvider", `${scope.name}-oidcProvider`, {
    clientIdLists: ["sts.amazonaws.com"],
    url: cluster.out("identities", 0, "oidcs", 0, "issuer"),
    thumbprintLists: [hex("thumbprint", 40)],
  });
}
