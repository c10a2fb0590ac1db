import * as aws from "@pulumi/aws";
import type { InvokeOptions } from "@pulumi/pulumi";
import type { NetworkSettings } from "../settings/types";
import { listed } from "../util/did-you-mean";
import { isIpv6 } from "../util/ipv6";
import { pathOf, SettingsError, type ValidationIssue } from "../util/settings-error";

/**
 * Looks up whether the subnets of an existing VPC have IPv6 addresses for a cluster with IPv6, before any resource is created.
 * Source: EKS user guide, View Amazon EKS networking requirements for VPC and subnets (2026).
 * @param opts `provider`, if it is not the default one
 * @throws SettingsError for each subnet without
 */
export async function requireIpv6Subnets({ existing }: NetworkSettings, opts?: InvokeOptions): Promise<void> {
  if (!existing) return;
  const checks = (["privateSubnetIds", "publicSubnetIds", "controlPlaneSubnetIds"] as const).flatMap((key) =>
    (existing[key] ?? []).map(async (id, index): Promise<ValidationIssue[]> => {
      const { ipv6CidrBlock, assignIpv6AddressOnCreation } = await aws.ec2.getSubnet({ id }, opts);
      const path = `eks-blueprints:${pathOf("network", "existing", key, index)}`;
      const needed = "which `cluster.ipFamily: ipv6` needs";
      if (!ipv6CidrBlock) return [{ path, message: `${id} has no IPv6 range, ${needed}; associate one with the VPC and the subnet` }];
      if (key !== "privateSubnetIds" || assignIpv6AddressOnCreation) return [];
      return [{ path, message: `${id} does not assign IPv6 addresses to new instances, ${needed}; turn this attribute of the subnet on` }];
    }),
  );
  const issues = (await Promise.all(checks)).flat();
  if (issues.length > 0) throw new SettingsError(issues);
}

/** Ranges that a load balancer admits, and the subnets of an existing VPC in which it is. */
export interface LoadBalancerRanges {
  /** Path of the ranges in the settings. */
  readonly at: readonly PropertyKey[];
  readonly ranges: readonly string[];
  readonly subnetIds: readonly string[];
}

/**
 * Looks up whether the subnets of load balancers that admit ranges of IPv6 have IPv6 addresses, without which no load balancer is created.
 * Source: Elastic Load Balancing user guide, IP address types for your Application Load Balancer (2026).
 * @throws SettingsError for each load balancer with a subnet without
 */
export async function requireDualStackSubnets(all: readonly LoadBalancerRanges[], opts?: InvokeOptions): Promise<void> {
  const issues = all.map(async ({ at, ranges, subnetIds }): Promise<ValidationIssue[]> => {
    const position = ranges.findIndex(isIpv6);
    if (position < 0) return [];
    const subnets = await Promise.all(subnetIds.map((id) => aws.ec2.getSubnet({ id }, opts)));
    const without = subnets.flatMap(({ ipv6CidrBlock }, index) => (ipv6CidrBlock ? [] : [subnetIds[index]!]));
    if (without.length === 0) return [];
    const message = `the load balancer needs IPv6 addresses for ${ranges[position]}, and ${listed(without)} ${without.length > 1 ? "have" : "has"} no IPv6 range; associate one with the VPC and the subnet, or remove the range`;
    return [{ path: `eks-blueprints:${pathOf(...at, position)}`, message }];
  });
  const found = (await Promise.all(issues)).flat();
  if (found.length > 0) throw new SettingsError(found);
}
