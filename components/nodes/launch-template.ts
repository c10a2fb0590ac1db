import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NodePoolSettings } from "../settings/types";
import { keepSecret } from "../util/section-secrets";
import { mergeTags } from "../util/tags";
import { blockDevices } from "./block-devices";
import { efaNetworkInterfaces } from "./efa";
import type { NodeGroupArgs } from "./types";

/** Differences between managed and self-managed groups. */
interface Differences {
  /** Plain text. */
  readonly userData?: pulumi.Input<string>;
  readonly imageId?: pulumi.Input<string>;
  readonly instanceProfileArn?: pulumi.Input<string>;
  /** None: EKS attaches the cluster's security group itself. */
  readonly securityGroupIds?: readonly pulumi.Input<string>[];
  readonly instanceTags?: Readonly<Record<string, string>>;
}

/** Inputs of a launch template: IMDSv2 only and unreachable for pods, encrypted volumes, tags on the instance, its volumes and network interfaces. */
export function launchTemplate(args: NodeGroupArgs, differences: Differences): aws.ec2.LaunchTemplateArgs {
  const { context, cluster, pool, settings, zone, volumeKeys, placementGroup } = args;
  const { userData, imageId, instanceProfileArn, instanceTags } = differences;
  const name = [context.clusterName, pool, ...(zone ? [zone] : [])].join("-");
  const tags = mergeTags(context.tags, { Name: name });
  return {
    description: `Nodes of pool ${pool} in EKS cluster ${context.clusterName}`,
    imageId,
    userData: userData && (settings.userData.length === 0 ? base64(userData) : keepSecret(context, "nodePools", base64(userData))),
    iamInstanceProfile: instanceProfileArn ? { arn: instanceProfileArn } : undefined,
    ...network(args, differences),
    ...reserved(settings),
    placement: placementGroup === undefined ? undefined : { groupName: placementGroup },
    blockDeviceMappings: blockDevices(settings, volumeKeys),
    metadataOptions: {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: settings.hopLimit,
      ...(cluster.ipFamily === "ipv6" && { httpProtocolIpv6: "enabled" }),
    },
    monitoring: settings.monitoring ? { enabled: true } : undefined,
    tagSpecifications: [
      { resourceType: "instance", tags: mergeTags(tags, instanceTags) },
      { resourceType: "volume", tags },
      { resourceType: "network-interface", tags },
    ],
    tags: context.tags,
  };
}

/** Security groups, which stand inside of network interfaces if there are any. */
function network(
  { cluster, settings, efaSecurityGroupId }: NodeGroupArgs,
  { securityGroupIds }: Differences,
): Partial<aws.ec2.LaunchTemplateArgs> {
  if (efaSecurityGroupId === undefined) return { vpcSecurityGroupIds: securityGroupIds && [...securityGroupIds] };
  const groups = [cluster.securityGroupId, ...settings.securityGroupIds, efaSecurityGroupId];
  return { networkInterfaces: efaNetworkInterfaces(settings.instanceTypes[0]!, groups) };
}

/** A Capacity Block needs its instance type in the launch template. Source: EKS user guide, managed node groups with Capacity Blocks for ML (2026). */
function reserved({ reservation, instanceTypes }: NodePoolSettings): Partial<aws.ec2.LaunchTemplateArgs> {
  if (!reservation) return {};
  const { id, resourceGroupArn, type } = reservation;
  const target = id ? { capacityReservationId: id } : { capacityReservationResourceGroupArn: resourceGroupArn! };
  const specification = { capacityReservationSpecification: { capacityReservationTarget: target } };
  if (type === "odcr") return specification;
  return { ...specification, instanceType: instanceTypes[0]!, instanceMarketOptions: { marketType: "capacity-block" } };
}

function base64(text: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.output(text).apply((plain) => Buffer.from(plain).toString("base64"));
}
