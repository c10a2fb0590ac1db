import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterSettings } from "../settings/types";
import type { Context } from "../util/context";

export interface IdentityProvidersArgs {
  readonly context: Context;
  readonly clusterName: pulumi.Input<string>;
  readonly providers: ClusterSettings["identityProviders"];
}

/** OIDC providers whose tokens the API server accepts. EKS takes several minutes for each change. */
export function identityProviders(
  name: string,
  { context, clusterName, providers }: IdentityProvidersArgs,
  opts: pulumi.CustomResourceOptions,
): aws.eks.IdentityProviderConfig[] {
  return Object.entries(providers).map(([key, { requiredClaims, ...provider }]) => {
    const claims = Object.keys(requiredClaims).length > 0 ? { requiredClaims: { ...requiredClaims } } : {};
    return new aws.eks.IdentityProviderConfig(
      `${name}-${key}`,
      { clusterName, oidc: { identityProviderConfigName: key, ...provider, ...claims }, tags: context.tags },
      opts,
    );
  });
}
