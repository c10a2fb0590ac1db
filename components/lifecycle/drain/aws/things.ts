// What controllers leave in AWS, and by which tags a cluster owns it. Pure: nothing is touched that `owned` does not pick.

export type Kind =
  | "load balancer"
  | "classic load balancer"
  | "target group"
  | "security group"
  | "instance"
  | "launch template"
  | "network interface"
  | "log group"
  | "volume";

export interface Thing {
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
}

export interface Scope {
  readonly clusterName: string;
  /** Where the cluster was. Absent where nobody knows any more: the name is the account's only one in its region. */
  readonly vpcId?: string;
}

/** When a thing is looked for: while the cluster is there, or when it is gone and no controller looks after anything any more. */
export type Phase = "drain" | "sweep";

/** Things of a listing that the cluster owns, and that go in a phase. */
export function owned(things: readonly Thing[], scope: Scope, phase: Phase): Thing[] {
  return things.filter((thing) => isInside(thing, scope) && isOwned(thing, scope.clusterName, phase));
}

const everywhere: readonly Kind[] = ["launch template", "log group", "volume"];

function isInside({ kind, vpcId }: Thing, scope: Scope): boolean {
  return everywhere.includes(kind) || scope.vpcId === undefined || vpcId === scope.vpcId;
}

function isOwned(thing: Thing, cluster: string, phase: Phase): boolean {
  switch (thing.kind) {
    case "load balancer":
    case "classic load balancer":
    case "target group":
      return byLoadBalancing(thing.tags, cluster);
    case "security group":
      return (
        byLoadBalancing(thing.tags, cluster) ||
        isCloudControllers(thing, cluster) ||
        (phase === "sweep" && isOfCluster(thing.tags, cluster))
      );
    case "instance":
      return isKarpenters(thing.tags, cluster);
    case "launch template":
      return phase === "sweep" && thing.name.startsWith("karpenter.k8s.aws/") && isKarpenters(thing.tags, cluster);
    case "network interface":
      return phase === "sweep" && isLeakedInterface(thing, cluster);
    case "log group":
      return (
        phase === "sweep" && logGroups(cluster).some((group) => (group.endsWith("/") ? thing.id.startsWith(group) : thing.id === group))
      );
    case "volume":
      return isVolumeOfClaim(thing.tags, cluster);
  }
}

/** The tag with which EKS and the cloud controller mark what lives and dies with a cluster (cloud-provider-aws pkg/providers/v1/tags.go, 2026-08). */
const lifecycleTag = (cluster: string) => `kubernetes.io/cluster/${cluster}`;

/**
 * AWS Load Balancer Controller: pkg/deploy/tracking/provider.go and pkg/networking/backend_sg_provider.go, 2026-08.
 * Auto Mode: the conditions of AmazonEKSLoadBalancingPolicy, 2026-08; its cluster tag alone is also on target groups of the user's own.
 * Cloud controller: the lifecycle tag, beside the Service that it serves.
 */
function byLoadBalancing(tags: Thing["tags"], cluster: string): boolean {
  if (tags["elbv2.k8s.aws/cluster"] === cluster) return true;
  if (
    tags["eks:eks-cluster-name"] === cluster &&
    Object.keys(tags).some((key) => /^(service|ingress|gateway)\.eks\.amazonaws\.com[\w.]*\/(stack|resource)$/.test(key))
  )
    return true;
  return tags[lifecycleTag(cluster)] === "owned" && tags["kubernetes.io/service-name"] !== undefined;
}

/** Groups that the cloud controller makes for classic load balancers (eksctl pkg/elb/cleanup.go knows them by the same name, 2026-08). */
function isCloudControllers({ name, tags }: Thing, cluster: string): boolean {
  return name.startsWith("k8s-elb-") && tags[lifecycleTag(cluster)] === "owned";
}

/** What EKS itself marks as a cluster's: its security group has both tags. */
export function isOfCluster(tags: Thing["tags"], cluster: string): boolean {
  return tags[lifecycleTag(cluster)] === "owned" || tags["aws:eks:cluster-name"] === cluster;
}

/** Karpenter: the conditions of its own policy, 1.14, and pkg/apis/v1/labels.go, 2026-08. Self-managed nodes have the lifecycle tag alone. */
function isKarpenters(tags: Thing["tags"], cluster: string): boolean {
  return tags[lifecycleTag(cluster)] === "owned" && tags["karpenter.sh/nodepool"] !== undefined;
}

/**
 * Amazon VPC CNI, pkg/awsutils/awsutils.go: description `aws-K8S-<instance>` and a tag with the cluster's name; VPC resource controller,
 * pkg/config/type.go: the lifecycle tag beside its own. 2026-08.
 */
function isLeakedInterface({ description = "", tags }: Thing, cluster: string): boolean {
  const controllers = /^aws-k8s-/i.test(description);
  return controllers && (tags["cluster.k8s.amazonaws.com/name"] === cluster || tags[lifecycleTag(cluster)] === "owned");
}

/** Log groups that EKS and the agents of Container Insights make again when the stack's own are gone; with a slash at the end all below it. */
export function logGroups(cluster: string): string[] {
  return [`/aws/eks/${cluster}/cluster`, `/aws/containerinsights/${cluster}/`];
}

/** EBS CSI driver: docs/tagging.md and pkg/driver/constants.go, 2026-08; the EKS add-on sets the cluster's name. */
function isVolumeOfClaim(tags: Thing["tags"], cluster: string): boolean {
  const ofCluster =
    tags[lifecycleTag(cluster)] === "owned" || tags.KubernetesCluster === cluster || tags["ebs.csi.aws.com/cluster-name"] === cluster;
  return (
    (tags["ebs.csi.aws.com/cluster"] === "true" && ofCluster) ||
    (tags["eks:eks-cluster-name"] === cluster && tags.CSIVolumeName !== undefined)
  );
}
