import * as aws from "@pulumi/aws";
import type { InvokeOptions } from "@pulumi/pulumi";
import type { NetworkSettings } from "../settings/types";
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
