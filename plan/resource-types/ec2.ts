import { blocks, nameAndPrefix, partOf, type ResourceType, uses } from "./resource-type";

export const ec2Types = {
  "aws:autoscaling/group:Group": {
    immutable: [...nameAndPrefix, "initialLifecycleHooks"],
    references: [
      blocks("vpcZoneIdentifiers", "aws:ec2/subnet:Subnet"),
      uses("launchTemplate.id", "aws:ec2/launchTemplate:LaunchTemplate"),
      uses("mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId", "aws:ec2/launchTemplate:LaunchTemplate"),
    ],
  },
  "aws:autoscaling/lifecycleHook:LifecycleHook": { immutable: ["autoscalingGroupName", "name"] },
  "aws:autoscaling/tag:Tag": {
    immutable: ["autoscalingGroupName", "tag.key"],
    references: [partOf("autoscalingGroupName", "aws:autoscaling/group:Group")],
  },
  "aws:ec2/instance:Instance": {
    immutable: [
      "ami",
      "associatePublicIpAddress",
      "availabilityZone",
      "hibernation",
      "keyName",
      "placementGroup",
      "privateIp",
      "rootBlockDevice.encrypted",
      "rootBlockDevice.kmsKeyId",
      "subnetId",
    ],
    references: [blocks("subnetId", "aws:ec2/subnet:Subnet"), blocks("vpcSecurityGroupIds", "aws:ec2/securityGroup:SecurityGroup")],
  },
  "aws:ec2/keyPair:KeyPair": { immutable: ["keyName", "keyNamePrefix", "publicKey"], name: { property: "keyName" } },
  "aws:ec2/launchConfiguration:LaunchConfiguration": {
    immutable: [
      ...nameAndPrefix,
      "associatePublicIpAddress",
      "ebsBlockDevices",
      "ebsOptimized",
      "enableMonitoring",
      "ephemeralBlockDevices",
      "iamInstanceProfile",
      "imageId",
      "instanceType",
      "keyName",
      "metadataOptions",
      "placementTenancy",
      "rootBlockDevice",
      "securityGroups",
      "spotPrice",
      "userData",
      "userDataBase64",
    ],
  },
  "aws:ec2/launchTemplate:LaunchTemplate": { immutable: nameAndPrefix, name: { maxLength: 128 } },
  "aws:ec2/placementGroup:PlacementGroup": { immutable: ["name", "partitionCount", "spreadLevel", "strategy"] },
} satisfies Readonly<Record<string, ResourceType>>;
