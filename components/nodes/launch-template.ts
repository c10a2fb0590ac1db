import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { amiFamilyOf } from "../reference/ami-of-family";
import type { AmiFamily } from "../reference/ami-types";
import { keepSecret } from "../util/section-secrets";
import { mergeTags } from "../util/tags";
import type { NodeGroupArgs } from "./types";

type BlockDevices = aws.types.input.ec2.LaunchTemplateBlockDeviceMapping[];
type Disk = NodeGroupArgs["settings"]["disk"];

/** Differences between managed and self-managed groups. */
interface Differences {
  /** Plain text. */
  readonly userData?: pulumi.Input<string>;
  readonly imageId?: pulumi.Input<string>;
  readonly instanceProfileArn?: pulumi.Input<string>;
  /** None: EKS attaches the cluster's security group itself. */
  readonly securityGroupIds?: pulumi.Input<string>[];
  readonly instanceTags?: Readonly<Record<string, string>>;
}

/** Inputs of a launch template: IMDSv2 only and unreachable for pods, encrypted volumes, tags on the instance, its volumes and network interfaces. */
export function launchTemplate({ context, pool, settings, zone }: NodeGroupArgs, differences: Differences): aws.ec2.LaunchTemplateArgs {
  const { userData, imageId, instanceProfileArn, securityGroupIds, instanceTags } = differences;
  const name = [context.clusterName, pool, ...(zone ? [zone] : [])].join("-");
  const tags = mergeTags(context.tags, { Name: name });
  return {
    description: `Nodes of pool ${pool} in EKS cluster ${context.clusterName}`,
    imageId,
    userData: userData && (settings.userData.length === 0 ? base64(userData) : keepSecret(context, "nodePools", base64(userData))),
    iamInstanceProfile: instanceProfileArn ? { arn: instanceProfileArn } : undefined,
    vpcSecurityGroupIds: securityGroupIds,
    blockDeviceMappings: blockDevices[amiFamilyOf(settings.ami)](settings.disk),
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    tagSpecifications: [
      { resourceType: "instance", tags: mergeTags(tags, instanceTags) },
      { resourceType: "volume", tags },
      { resourceType: "network-interface", tags },
    ],
    tags: context.tags,
  };
}

const blockDevices: Readonly<Record<AmiFamily, (disk: Disk) => BlockDevices>> = {
  al2023: (disk) => [{ deviceName: "/dev/xvda", ebs: volume(disk) }],
  // The first volume holds the read-only system in the size of its image; container images and pods use the second.
  bottlerocket: (disk) => [
    { deviceName: "/dev/xvda", ebs: { volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" } },
    { deviceName: "/dev/xvdb", ebs: volume(disk) },
  ],
};

function volume({ sizeGiB, type }: Disk) {
  return { volumeSize: sizeGiB, volumeType: type, encrypted: "true", deleteOnTermination: "true" };
}

function base64(text: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.output(text).apply((plain) => Buffer.from(plain).toString("base64"));
}
