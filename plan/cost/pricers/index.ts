// One row per resource type that costs money. To price a type, add its row; docs/cost.md lists what is priced.
import type { Pricer } from "../context";
import { cluster } from "./control-plane";
import { eksAddon, logGroup } from "./logs";
import { elasticIp, natGateway, vpcEndpoint } from "./network";
import { autoScalingGroup, managedNodeGroup } from "./node-groups";
import { alarm, bucket, capability, efs, hostedZone, kmsKey, repository, secret } from "./services";
import { ebsVolume } from "./volumes";

export const pricers: Readonly<Record<string, Pricer>> = {
  "aws:autoscaling/group:Group": autoScalingGroup,
  "aws:cloudwatch/logGroup:LogGroup": logGroup,
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:ebs/volume:Volume": ebsVolume,
  "aws:ec2/eip:Eip": elasticIp,
  "aws:ec2/natGateway:NatGateway": natGateway,
  "aws:ec2/vpcEndpoint:VpcEndpoint": vpcEndpoint,
  "aws:ecr/repository:Repository": repository,
  "aws:efs/fileSystem:FileSystem": efs,
  "aws:eks/addon:Addon": eksAddon,
  "aws:eks/capability:Capability": capability,
  "aws:eks/cluster:Cluster": cluster,
  "aws:eks/nodeGroup:NodeGroup": managedNodeGroup,
  "aws:kms/key:Key": kmsKey,
  "aws:route53/zone:Zone": hostedZone,
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketV2:BucketV2": bucket,
  "aws:secretsmanager/secret:Secret": secret,
};
