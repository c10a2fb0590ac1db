import { blocks, partOf, type ResourceType, uses } from "./resource-type";

export const ec2Types = {
  "aws:autoscaling/group:Group": {
    references: [
      blocks("vpcZoneIdentifiers", "aws:ec2/subnet:Subnet"),
      uses("launchTemplate.id", "aws:ec2/launchTemplate:LaunchTemplate"),
      uses("mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId", "aws:ec2/launchTemplate:LaunchTemplate"),
    ],
  },
  "aws:autoscaling/lifecycleHook:LifecycleHook": {},
  "aws:autoscaling/tag:Tag": {
    references: [partOf("autoscalingGroupName", "aws:autoscaling/group:Group")],
  },
  "aws:ec2/instance:Instance": {
    references: [blocks("subnetId", "aws:ec2/subnet:Subnet"), blocks("vpcSecurityGroupIds", "aws:ec2/securityGroup:SecurityGroup")],
  },
  "aws:ec2/keyPair:KeyPair": { name: { property: "keyName" } },
  "aws:ec2/launchConfiguration:LaunchConfiguration": {},
  "aws:ec2/launchTemplate:LaunchTemplate": { name: { maxLength: 128 } },
  "aws:ec2/placementGroup:PlacementGroup": {},
} satisfies Readonly<Record<string, ResourceType>>;
