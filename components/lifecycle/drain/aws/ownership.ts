// What controllers leave in AWS, and by which tags a cluster owns it. Pure: nothing is touched that `owned` does not pick.
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
  /** By which AWS knows it: ARN, id or name. */
  readonly id: string;
  /** How users know it. */
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Absent for what lies in no VPC. */
  readonly vpcId?: string;
  /** As its service spells it. */
  readonly state?: string;
  /** Of network interfaces. */
  readonly description?: string;
  /** Of load balancers that AWS refuses to delete until that is lifted. */
  readonly deletionProtection?: boolean;
}

export function nameOf({ kind, name }: AwsResource): string {
  return escapeControlChars(`${kind} ${name}`);
}

export interface Scope {
  readonly clusterName: string;
  readonly region: string;
  /** Where the cluster was. Absent where nobody knows any more: the name is the account's only one in its region. */
  readonly vpcId?: string;
  /** Whether the VPC goes with the stack, and what AWS services put there with it. Absent: no. */
  readonly ownsVpc?: boolean;
  /** Whether the stack runs the FSx driver: without it nobody needs rights to ask FSx. */
  readonly hasFsxDriver?: boolean;
}

/**
 * When a thing is looked for: before anything of the stack goes; when nothing needs the nodes any more; or when the cluster is gone and no
 * controller looks after anything.
 */
export type Phase = "drain" | "nodes" | "sweep";

/** Things of a listing that the cluster owns, and that go in a phase. */
export function owned(resources: readonly AwsResource[], scope: Scope, phase: Phase): AwsResource[] {
  return resources.filter((resource) => isInside(resource, scope) && isOwned(resource, scope, phase));
}

/** Data, which nobody but the user deletes now. */
export const keptKinds: readonly Kind[] = ["volume", "snapshot", "FSx file system"];

/** Whether a thing that a listing picked is named, but stays. */
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
 * With which EKS and the cloud controller mark what lives and dies with a cluster: cloud-provider-aws pkg/providers/v1/tags.go. The older tag
 * KubernetesCluster is written only where the nodes carry it, which EKS's do not.
 */
const lifecycleTag = (cluster: string) => `kubernetes.io/cluster/${cluster}`;

/**
 * AWS Load Balancer Controller: all that it makes, for Services, Ingresses and Gateways (pkg/deploy/tracking/provider.go), and the backend
 * group that its load balancers share (pkg/networking/backend_sg_provider.go).
 * Auto Mode: the only keys that AmazonEKSLoadBalancingPolicy (2026-02) lets it write; the cluster's tag alone is also on target groups of the
 * user's own.
 * Cloud controller: load balancers of both kinds and their target groups (pkg/providers/v1/aws_loadbalancer.go).
 */
function byLoadBalancing(tags: AwsResource["tags"], cluster: string): boolean {
  if (tags["elbv2.k8s.aws/cluster"] === cluster) return true;
  if (tags["eks:eks-cluster-name"] === cluster && Object.keys(tags).some((key) => autoModeKey.test(key))) return true;
  return tags[lifecycleTag(cluster)] === "owned" && tags["kubernetes.io/service-name"] !== undefined;
}

const autoModeKey = /^(service|ingress)\.eks\.amazonaws\.com\/(stack|resource)$/;

/** Groups that the cloud controller makes for load balancers name no Service: cloud-provider-aws pkg/providers/v1/aws.go, buildELBSecurityGroupList. */
function isCloudControllers({ name, tags }: AwsResource, cluster: string): boolean {
  return name.startsWith("k8s-elb-") && tags[lifecycleTag(cluster)] === "owned";
}

/** What EKS itself marks as a cluster's: its security group has both tags. */
export function isOfCluster(tags: AwsResource["tags"], cluster: string): boolean {
  return tags[lifecycleTag(cluster)] === "owned" || tags["aws:eks:cluster-name"] === cluster;
}

/** Karpenter, instances and launch templates: pkg/utils/utils.go, GetTags. Self-managed nodes have the lifecycle tag alone. */
function isKarpenters(tags: AwsResource["tags"], cluster: string): boolean {
  return tags[lifecycleTag(cluster)] === "owned" && tags["karpenter.sh/nodepool"] !== undefined;
}

/** Karpenter: pkg/apis/v1/ec2nodeclass.go, InstanceProfileTags. Of all regions, so a cluster of the same name in another one has its own. */
function isKarpentersProfile(tags: AwsResource["tags"], cluster: string, region: string): boolean {
  const ofKarpenter = tags[lifecycleTag(cluster)] === "owned" && tags["karpenter.k8s.aws/ec2nodeclass"] !== undefined;
  return ofKarpenter && tags["topology.kubernetes.io/region"] === region;
}

/** Where Karpenter keeps the instance profiles of a cluster, since 1.7: pkg/controllers/nodeclass/controller.go, cleanupInstanceProfiles. */
export function profilePath({ region, clusterName }: Scope): string {
  return `/karpenter/${region}/${clusterName}/`;
}

/**
 * Amazon VPC CNI: pkg/awsutils/awsutils.go, description `aws-K8S-<instance>`, and a tag with the cluster's name where it was told that.
 * VPC resource controller, for pods with security groups of their own: pkg/aws/ec2/api/helper.go, descriptions `aws-k8s-trunk-eni` and
 * `aws-k8s-branch-eni`, and the lifecycle tag.
 */
function isLeakedInterface({ description = "", tags }: AwsResource, cluster: string): boolean {
  const controllers = /^aws-k8s-/i.test(description);
  return controllers && (tags["cluster.k8s.amazonaws.com/name"] === cluster || tags[lifecycleTag(cluster)] === "owned");
}

/**
 * Amazon GuardDuty, which makes an endpoint for its agents in each VPC that it monitors, and the endpoint's group. Neither names a cluster:
 * the VPC says whose they are. Tag and services: AmazonGuardDutyServiceRolePolicy (2026-05), which lets it make no others. `false` is the
 * user's own tag, by which GuardDuty leaves a resource alone.
 */
export function isGuardDutys({ kind, name, tags }: AwsResource): boolean {
  if (tags.GuardDutyManaged !== "true") return false;
  if (kind === "VPC endpoint") return /\.guardduty-data(-fips)?$/.test(name);
  return kind === "security group" && name.startsWith("GuardDutyManagedSecurityGroup-");
}

/** Log groups that EKS and the agents of Container Insights make again when the stack's own are gone; with a slash at the end all below it. */
export function logGroups(cluster: string): string[] {
  return [`/aws/eks/${cluster}/cluster`, `/aws/containerinsights/${cluster}/`];
}

/**
 * FSx CSI driver: pkg/cloud/cloud.go (1.9.0, 2026-04-21). It writes no cluster's name unless a StorageClass's `extraTags` do (EKS's own key,
 * by which the driver's role is held to its cluster); else the VPC says whose a file system is, where it is the stack's own.
 */
function isOfFsxClaim(tags: AwsResource["tags"], { clusterName, vpcId, ownsVpc }: Scope): boolean {
  if (tags.CSIVolumeName === undefined) return false;
  const named = tags["eks:cluster-name"];
  return named === undefined ? ownsVpc === true && vpcId !== undefined : named === clusterName;
}

/**
 * EBS CSI driver: docs/tagging.md and pkg/driver/controller.go. It writes the cluster's name only where it was started with it (option
 * k8s-tag-cluster-id), and without the name nothing is known to be this cluster's. Auto Mode: the cluster's tag, on which
 * AmazonEKSBlockStoragePolicyV2 (2026-05) insists, beside the driver's own.
 */
function isOfClaim(tags: AwsResource["tags"], cluster: string, nameTag: string): boolean {
  const ofCluster =
    tags[lifecycleTag(cluster)] === "owned" || tags.KubernetesCluster === cluster || tags["ebs.csi.aws.com/cluster-name"] === cluster;
  return (
    (tags["ebs.csi.aws.com/cluster"] === "true" && ofCluster) || (tags["eks:eks-cluster-name"] === cluster && tags[nameTag] !== undefined)
  );
}
