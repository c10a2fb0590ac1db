import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterSettings } from "../settings/types";
import type { Context } from "../util/context";
import { rangeName, rangePeer } from "../util/ipv6";

export interface EndpointRulesArgs {
  readonly context: Context;
  readonly endpoint: ClusterSettings["endpoint"]["private"];
  /** The cluster security group, which also applies to the private endpoint. */
  readonly securityGroupId: pulumi.Input<string>;
}

/** Allows additional addresses and security groups to reach port 443 of the private endpoint, one rule each, named by its source. */
export function openEndpoint(
  name: string,
  { context, endpoint, securityGroupId }: EndpointRulesArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResource[] {
  if (typeof endpoint !== "object") return [];
  const sources = [
    ...endpoint.cidrs.map((range) => ({ source: range, peer: rangePeer(range) })),
    ...endpoint.securityGroupIds.map((id) => ({ source: id, peer: { referencedSecurityGroupId: id } })),
  ];
  return sources.map(
    ({ source, peer }) =>
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-api-${rangeName(source)}`,
        {
          securityGroupId,
          ...peer,
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          description: `Kubernetes API from ${source}`,
          tags: context.tags,
        },
        opts,
      ),
  );
}
