// One row per resource type that costs money. To price a type, add its row; docs/cost.md lists what is priced.
import type { Pricer } from "../context";
import { release } from "./charts";
import { claim, statefulSet } from "./claims";
import { cluster } from "./control-plane";
import { fargateProfile } from "./fargate";
import { ingress } from "./ingresses";
import { instance } from "./instances";
import { classicLoadBalancer, gateway, loadBalancer, service } from "./load-balancers";
import { eksAddon, logGroup } from "./logs";
import { elasticIp, natGateway, vpcEndpoint } from "./network";
import { autoScalingGroup, managedNodeGroup } from "./node-groups";
import { nodePool } from "./node-pools";
import { alarm, bucket, capability, efs, hostedZone, kmsKey, repository, secret } from "./services";
import { ebsVolume } from "./volumes";

/** By type token; those of Kubernetes kinds without their version. */
export const pricers: Readonly<Record<string, Pricer>> = {
  "aws:alb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:autoscaling/group:Group": autoScalingGroup,
  "aws:cloudwatch/logGroup:LogGroup": logGroup,
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:ebs/volume:Volume": ebsVolume,
  "aws:ec2/eip:Eip": elasticIp,
  "aws:ec2/instance:Instance": instance,
  "aws:ec2/natGateway:NatGateway": natGateway,
  "aws:ec2/vpcEndpoint:VpcEndpoint": vpcEndpoint,
  "aws:ecr/repository:Repository": repository,
  "aws:efs/fileSystem:FileSystem": efs,
  "aws:eks/addon:Addon": eksAddon,
  "aws:eks/capability:Capability": capability,
  "aws:eks/cluster:Cluster": cluster,
  "aws:eks/fargateProfile:FargateProfile": fargateProfile,
  "aws:eks/nodeGroup:NodeGroup": managedNodeGroup,
  "aws:elb/loadBalancer:LoadBalancer": classicLoadBalancer,
  "aws:kms/key:Key": kmsKey,
  "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:route53/zone:Zone": hostedZone,
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketV2:BucketV2": bucket,
  "aws:secretsmanager/secret:Secret": secret,
  "kubernetes:apps:StatefulSet": statefulSet,
  "kubernetes:core:PersistentVolumeClaim": claim,
  "kubernetes:core:Service": service,
  "kubernetes:gateway.networking.k8s.io:Gateway": gateway,
  "kubernetes:helm.sh:Release": release,
  "kubernetes:karpenter.sh:NodePool": nodePool,
  "kubernetes:networking.k8s.io:Ingress": ingress,
};
