// One row per resource type that costs money. To price a type, add its row; docs/cost.md lists what is priced.
import type { Pricer } from "../context";
import { cluster } from "./control-plane";
import { eksAddon, flowLog, logGroup } from "./logs";
import { elasticIp, natGateway, vpcEndpoint } from "./network";
import { autoScalingGroup, managedNodeGroup } from "./node-groups";
import { alarm, bucket, capability, efs, hostedZone, imageCache, kmsKey, repository, secret } from "./services";
import { ebsVolume } from "./volumes";

/** A pricer whose module loads with the first resource of its type: most plans have few of these types. */
function lazy(load: () => Pricer): Pricer {
  return (resource, context) => load()(resource, context);
}

/** By type token; those of Kubernetes kinds without their version. */
export const pricers: Readonly<Record<string, Pricer>> = {
  "aws:alb/loadBalancer:LoadBalancer": lazy(() => (require("./load-balancers") as typeof import("./load-balancers")).loadBalancer),
  "aws:amp/scraper:Scraper": lazy(() => (require("./monitoring") as typeof import("./monitoring")).scraper),
  "aws:amp/workspace:Workspace": lazy(() => (require("./monitoring") as typeof import("./monitoring")).prometheusWorkspace),
  "aws:autoscaling/group:Group": autoScalingGroup,
  "aws:cloudwatch/logGroup:LogGroup": logGroup,
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:ebs/volume:Volume": ebsVolume,
  "aws:ec2/eip:Eip": elasticIp,
  "aws:ec2/flowLog:FlowLog": flowLog,
  "aws:ec2/instance:Instance": lazy(() => (require("./instances") as typeof import("./instances")).instance),
  "aws:ec2/natGateway:NatGateway": natGateway,
  "aws:ec2/vpcEndpoint:VpcEndpoint": vpcEndpoint,
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": imageCache,
  "aws:ecr/repository:Repository": repository,
  "aws:efs/fileSystem:FileSystem": efs,
  "aws:eks/addon:Addon": eksAddon,
  "aws:eks/capability:Capability": capability,
  "aws:eks/cluster:Cluster": cluster,
  "aws:eks/fargateProfile:FargateProfile": lazy(() => (require("./fargate") as typeof import("./fargate")).fargateProfile),
  "aws:eks/nodeGroup:NodeGroup": managedNodeGroup,
  "aws:elb/loadBalancer:LoadBalancer": lazy(() => (require("./load-balancers") as typeof import("./load-balancers")).classicLoadBalancer),
  "aws:fsx/lustreFileSystem:LustreFileSystem": lazy(() => (require("./file-systems") as typeof import("./file-systems")).lustre),
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": lazy(() => (require("./file-systems") as typeof import("./file-systems")).openZfs),
  "aws:grafana/workspace:Workspace": lazy(() => (require("./monitoring") as typeof import("./monitoring")).grafanaWorkspace),
  "aws:kms/externalKey:ExternalKey": kmsKey,
  "aws:kms/key:Key": kmsKey,
  "aws:kms/replicaKey:ReplicaKey": kmsKey,
  "aws:lb/loadBalancer:LoadBalancer": lazy(() => (require("./load-balancers") as typeof import("./load-balancers")).loadBalancer),
  "aws:route53/zone:Zone": hostedZone,
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketV2:BucketV2": bucket,
  "aws:secretsmanager/secret:Secret": secret,
  "kubernetes:apps:StatefulSet": lazy(() => (require("./claims") as typeof import("./claims")).statefulSet),
  "kubernetes:core:PersistentVolumeClaim": lazy(() => (require("./claims") as typeof import("./claims")).claim),
  "kubernetes:core:Service": lazy(() => (require("./load-balancers") as typeof import("./load-balancers")).service),
  "kubernetes:gateway.networking.k8s.io:Gateway": lazy(() => (require("./load-balancers") as typeof import("./load-balancers")).gateway),
  "kubernetes:helm.sh:Release": lazy(() => (require("./charts") as typeof import("./charts")).release),
  "kubernetes:karpenter.sh:NodePool": lazy(() => (require("./node-pools") as typeof import("./node-pools")).nodePool),
  "kubernetes:networking.k8s.io:Ingress": lazy(() => (require("./ingresses") as typeof import("./ingresses")).ingress),
};
