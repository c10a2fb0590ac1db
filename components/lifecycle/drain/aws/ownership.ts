// Which resources controllers create in AWS, and the tags by which a cluster owns them. Pure: only what `owned` selects is touched.
import { escapeControlChars } from "../../../util/escape-control-chars";

export type Kind =
  | "load balancer"
  | "classic load balancer"
  | "target group"
  | "security group"
  | "instance"
  | "launch template"
  | "instance profile"
  | "network interface"
  | "VPC endpoint"
  | "log group"
  | "volume"
  | "snapshot"
  | "FSx file system";

export interface AwsResource {
  readonly kind: Kind;
  /** Its identifier in AWS: ARN, ID or name. */
  readonly id: string;
  /** Its name for users. */
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Absent for resources outside a VPC. */
  readonly vpcId?: string;
  /** In the spelling of its service. */
  readonly state?: string;
  /** Only of network interfaces. */
  readonly description?: string;
  /** Only of load balancers: whether deletion protection is on. */
  readonly deletionProtection?: boolean;
}

export function nameOf({ kind, name }: AwsResource): string {
  return escapeControlChars(`${kind} ${name}`);
}

export interface Scope {
  readonly clusterName: string;
  readonly region: string;
  /** The VPC of the cluster. Absent if unknown: then the name must be unique in the account and region. */
  readonly vpcId?: string;
  /** Whether the VPC is deleted with the stack, with the resources of AWS services in it. Default: false. */
  readonly ownsVpc?: boolean;
  /** Whether the stack runs the FSx driver: without it no permissions for FSx are needed. */
  readonly hasFsxDriver?: boolean;
}

/**
 * When a resource is listed: before the stack deletes anything; when nothing needs the nodes; or after the deletion of the cluster, when no
 * controller runs.
 */
export type Phase = "drain" | "nodes" | "sweep";

/** The listed resources that the cluster owns and that are deleted in a phase. */
export function owned(resources: readonly AwsResource[], scope: Scope, phase: Phase): AwsResource[] {
  return resources.filter((resource) => isInside(resource, scope) && isOwned(resource, scope, phase));
}

/** Data, which only the user deletes. */
export const keptKinds: readonly Kind[] = ["volume", "snapshot", "FSx file system"];

/** Whether a listed resource is reported but kept. */
export function isKept(resource: AwsResource, { ownsVpc }: Scope): boolean {
  return keptKinds.includes(resource.kind) || (isGuardDutys(resource) && !ownsVpc);
}

const everywhere: readonly Kind[] = ["launch template", "instance profile", "log group", "volume", "snapshot"];

function isInside({ kind, vpcId }: AwsResource, scope: Scope): boolean {
  return everywhere.includes(kind) || scope.vpcId === undefined || vpcId === scope.vpcId;
}

function isOwned(resource: AwsResource, scope: Scope, phase: Phase): boolean {
  const { clusterName: cluster, region, vpcId } = scope;
  switch (resource.kind) {
    case "load balancer":
    case "classic load balancer":
    case "target group":
      return byLoadBalancing(resource.tags, cluster);
    case "security group":
      return (
        byLoadBalancing(resource.tags, cluster) ||
        isCloudControllers(resource, cluster) ||
        (phase === "sweep" && (isOfCluster(resource.tags, cluster) || (vpcId !== undefined && isGuardDutys(resource))))
      );
    case "instance":
      return isKarpenters(resource.tags, cluster);
    case "launch template":
      return resource.name.startsWith("karpenter.k8s.aws/") && isKarpenters(resource.tags, cluster);
    case "instance profile":
      return isKarpentersProfile(resource.tags, cluster, region);
    case "network interface":
      return phase === "sweep" && isLeakedInterface(resource, cluster);
    case "VPC endpoint":
      return phase === "sweep" && vpcId !== undefined && isGuardDutys(resource);
    case "log group":
      return (
        phase === "sweep" &&
        logGroups(cluster).some((group) => (group.endsWith("/") ? resource.id.startsWith(group) : resource.id === group))
      );
    case "volume":
      return isOfClaim(resource.tags, cluster, "CSIVolumeName");
    case "snapshot":
      return isOfClaim(resource.tags, cluster, "CSIVolumeSnapshotName");
    case "FSx file system":
      return isOfFsxClaim(resource.tags, scope);
  }
}

// Sources, read in 2026-11: aws-load-balancer-controller main of 2026-08-17, cloud-provider-aws master of 2026-07-07, karpenter-provider-aws
// main of 2026-08-21, amazon-vpc-cni-k8s master of 2026-08-20, amazon-vpc-resource-controller-k8s master of 2026-04-23, aws-ebs-csi-driver
// master of 2026-08-19; Auto Mode, whose source is not public: the policies that AWS attaches to its cluster role.

/**
 * Tag with which EKS and the cloud controller mark resources whose life cycle is that of the cluster: cloud-provider-aws
 * pkg/providers/v1/tags.go. The older tag KubernetesCluster is written only if the nodes have it, which those of EKS do not.
 */
const lifecycleTag = (cluster: string) => `kubernetes.io/cluster/${cluster}`;

/**
 * AWS Load Balancer Controller: all its resources for Services, Ingresses and Gateways (pkg/deploy/tracking/provider.go), and the backend
 * security group that its load balancers share (pkg/networking/backend_sg_provider.go).
 * Auto Mode: the only keys that AmazonEKSLoadBalancingPolicy (2026-02) allows. Target groups of users can have the cluster's tag.
 * Cloud controller: load balancers of both types and their target groups (pkg/providers/v1/aws_loadbalancer.go).
 */
function byLoadBalancing(tags: AwsResource["tags"], cluster: string): boolean {
  if (tags["elbv2.k8s.aws/cluster"] === cluster) return true;
  if (tags["eks:eks-cluster-name"] === cluster && Object.keys(tags).some((key) => autoModeKey.test(key))) return true;
  return tags[lifecycleTag(cluster)] === "owned" && tags["kubernetes.io/service-name"] !== undefined;
}

const autoModeKey = /^(service|ingress)\.eks\.amazonaws\.com\/(stack|resource)$/;

/**
 * Security groups of the cloud controller for load balancers do not name a Service: cloud-provider-aws pkg/providers/v1/aws.go,
 * buildELBSecurityGroupList.
 */
function isCloudControllers({ name, tags }: AwsResource, cluster: string): boolean {
  return name.startsWith("k8s-elb-") && tags[lifecycleTag(cluster)] === "owned";
}

/** Security groups of EKS itself: the cluster security group has both tags. */
export function isOfCluster(tags: AwsResource["tags"], cluster: string): boolean {
  return tags[lifecycleTag(cluster)] === "owned" || tags["aws:eks:cluster-name"] === cluster;
}

/** Karpenter, instances and launch templates: pkg/utils/utils.go, GetTags. Self-managed nodes have only the lifecycle tag. */
function isKarpenters(tags: AwsResource["tags"], cluster: string): boolean {
  return tags[lifecycleTag(cluster)] === "owned" && tags["karpenter.sh/nodepool"] !== undefined;
}

/** Karpenter: pkg/apis/v1/ec2nodeclass.go, InstanceProfileTags. IAM is global, so the region matters. */
function isKarpentersProfile(tags: AwsResource["tags"], cluster: string, region: string): boolean {
  const ofKarpenter = tags[lifecycleTag(cluster)] === "owned" && tags["karpenter.k8s.aws/ec2nodeclass"] !== undefined;
  return ofKarpenter && tags["topology.kubernetes.io/region"] === region;
}

/** Path of Karpenter's instance profiles of a cluster, since 1.7: pkg/controllers/nodeclass/controller.go, cleanupInstanceProfiles. */
export function profilePath({ region, clusterName }: Scope): string {
  return `/karpenter/${region}/${clusterName}/`;
}

/**
 * Amazon VPC CNI: pkg/awsutils/awsutils.go, description `aws-K8S-<instance>`, and a tag with the cluster's name if it is configured.
 * VPC resource controller, for pods with security groups: pkg/aws/ec2/api/helper.go, descriptions `aws-k8s-trunk-eni` and
 * `aws-k8s-branch-eni`, and the lifecycle tag.
 */
function isLeakedInterface({ description = "", tags }: AwsResource, cluster: string): boolean {
  const controllers = /^aws-k8s-/i.test(description);
  return controllers && (tags["cluster.k8s.amazonaws.com/name"] === cluster || tags[lifecycleTag(cluster)] === "owned");
}

/**
 * Amazon GuardDuty creates an endpoint for its agents in each VPC that it monitors, and a security group for the endpoint. Neither names a
 * cluster: the VPC identifies them. Tag and services: AmazonGuardDutyServiceRolePolicy (2026-05). `false` is a tag of users that excludes a
 * resource from GuardDuty.
 */
export function isGuardDutys({ kind, name, tags }: AwsResource): boolean {
  if (tags.GuardDutyManaged !== "true") return false;
  if (kind === "VPC endpoint") return /\.guardduty-data(-fips)?$/.test(name);
  return kind === "security group" && name.startsWith("GuardDutyManagedSecurityGroup-");
}

/** Log groups that EKS and Container Insights create again after the stack deleted its own. A trailing slash is a prefix. */
export function logGroups(cluster: string): string[] {
  return [`/aws/eks/${cluster}/cluster`, `/aws/containerinsights/${cluster}/`];
}

/**
 * FSx CSI driver: pkg/cloud/cloud.go (1.9.0, 2026-04-21). It writes the cluster's name only if `extraTags` of a StorageClass do (with EKS's
 * own key, which the policy of the driver's role requires). Otherwise the VPC identifies a file system, if the stack created the VPC.
 */
function isOfFsxClaim(tags: AwsResource["tags"], { clusterName, vpcId, ownsVpc }: Scope): boolean {
  if (tags.CSIVolumeName === undefined) return false;
  const named = tags["eks:cluster-name"];
  return named === undefined ? ownsVpc === true && vpcId !== undefined : named === clusterName;
}

/**
 * EBS CSI driver: docs/tagging.md and pkg/driver/controller.go. It writes the cluster's name only with the option k8s-tag-cluster-id.
 * Without the name, no volume is known to belong to this cluster. Auto Mode: the cluster's tag, which AmazonEKSBlockStoragePolicyV2
 * (2026-05) requires, beside the driver's own.
 */
function isOfClaim(tags: AwsResource["tags"], cluster: string, nameTag: string): boolean {
  const ofCluster =
    tags[lifecycleTag(cluster)] === "owned" || tags.KubernetesCluster === cluster || tags["ebs.csi.aws.com/cluster-name"] === cluster;
  return (
    (tags["ebs.csi.aws.com/cluster"] === "true" && ofCluster) || (tags["eks:eks-cluster-name"] === cluster && tags[nameTag] !== undefined)
  );
}
