// Lists AWS resources that may belong to a cluster, with their tags. `owned` decides which do.

import { type Aws, AwsError } from "./cli";
import { type AwsResource, type Kind, logGroups, owned, profilePath, type Scope } from "./ownership";
import { arrayOf, elbTags, elbv2Tags, ifThere, inParts, listed, type Raw, tagsByName, unexpectedResponse } from "./responses";

type Tag = { readonly Key: string; readonly Value?: string };
type Lister = (aws: Aws, scope: Scope) => Promise<AwsResource[]>;

/** How to list each kind of resource. @throws AwsError if AWS did not answer, or not with valid data: that is never an empty list */
export const listers: Readonly<Record<Kind, Lister>> = {
  "load balancer": async (aws, scope) => {
    const near = (await listed(aws, ["elbv2", "describe-load-balancers"], "LoadBalancers")).filter(isBalancerNear(scope));
    const tags = await tagsByName(aws, near, elbv2Tags("LoadBalancerArn"));
    const found = near.flatMap(({ LoadBalancerArn: arn, LoadBalancerName: name, VpcId: vpcId, State }) =>
      tags.has(arn) ? [awsResource("load balancer", arn, name, tags.get(arn), { vpcId, state: State?.Code })] : [],
    );
    const own = new Set(owned(found, scope, "drain"));
    return (await Promise.all(found.map((each) => (own.has(each) ? withProtection(aws, each) : [each])))).flat();
  },
  "classic load balancer": async (aws, scope) => {
    const near = (await listed(aws, ["elb", "describe-load-balancers"], "LoadBalancerDescriptions")).filter(isBalancerNear(scope));
    const tags = await tagsByName(aws, near, { id: "LoadBalancerName", said: "LoadBalancerName", words: elbTags });
    return near.flatMap(({ LoadBalancerName: name, VPCId: vpcId }) =>
      tags.has(name) ? [awsResource("classic load balancer", name, name, tags.get(name), { vpcId })] : [],
    );
  },
  "target group": async (aws, scope) => {
    const near = (await listed(aws, ["elbv2", "describe-target-groups"], "TargetGroups")).filter(isNear(scope));
    const tags = await tagsByName(aws, near, elbv2Tags("TargetGroupArn"));
    return near.flatMap(({ TargetGroupArn: arn, TargetGroupName: name, VpcId: vpcId }) =>
      tags.has(arn) ? [awsResource("target group", arn, name, tags.get(arn), { vpcId })] : [],
    );
  },
  "security group": async (aws, scope) =>
    (await securityGroups(aws, scope)).map((group) =>
      awsResource("security group", group.GroupId, group.GroupName, group.Tags, { vpcId: group.VpcId }),
    ),
  instance: async (aws, scope) => {
    const alive = filter("instance-state-name", "pending", "running", "shutting-down", "stopping", "stopped");
    return (await instances(aws, filter("tag-key", "karpenter.sh/nodepool"), alive, ...inVpc(scope))).map((each) =>
      awsResource("instance", each.InstanceId, each.InstanceId, each.Tags, { vpcId: each.VpcId, state: each.State?.Name }),
    );
  },
  "launch template": async (aws, { clusterName }) => {
    const words = ["ec2", "describe-launch-templates", "--filters", filter(`tag:kubernetes.io/cluster/${clusterName}`, "owned")];
    return (await listed(aws, words, "LaunchTemplates")).map((each) =>
      awsResource("launch template", each.LaunchTemplateId, each.LaunchTemplateName, each.Tags),
    );
  },
  "instance profile": async (aws, scope) => {
    const all = await listed(aws, ["iam", "list-instance-profiles", "--path-prefix", profilePath(scope)], "InstanceProfiles");
    const whole = all.map(async ({ InstanceProfileName: name }) => {
      if (typeof name !== "string") throw unexpectedResponse("iam list-instance-profiles", "InstanceProfileName");
      const said = await ifThere(aws(["iam", "get-instance-profile", "--instance-profile-name", name]));
      if (said === undefined) return []; // Karpenter deleted it first
      const tags = arrayOf(said?.InstanceProfile?.Tags ?? [], "iam get-instance-profile", "Tags"); // the list does not include them
      if (!said?.InstanceProfile) throw unexpectedResponse("iam get-instance-profile", "InstanceProfile");
      return [awsResource("instance profile", name, name, tags)];
    });
    return (await Promise.all(whole)).flat();
  },
  "network interface": async (aws, scope) => {
    const words = ["ec2", "describe-network-interfaces", "--filters", filter("description", "aws-K8S-*", "aws-k8s-*"), ...inVpc(scope)];
    const found = (await listed(aws, words, "NetworkInterfaces")).map((each) =>
      awsResource("network interface", each.NetworkInterfaceId, each.NetworkInterfaceId, each.TagSet, {
        vpcId: each.VpcId,
        state: each.Status,
        description: each.Description,
      }),
    );
    return withInstanceTags(aws, found);
  },
  "VPC endpoint": async (aws, scope) => {
    if (scope.vpcId === undefined) return []; // their tags do not name a cluster
    const words = ["ec2", "describe-vpc-endpoints", "--filters", filter("tag:GuardDutyManaged", "true"), ...inVpc(scope)];
    const found = (await listed(aws, words, "VpcEndpoints")).filter(({ State }) => State?.toLowerCase() !== "deleted");
    return found.map((each) =>
      awsResource("VPC endpoint", each.VpcEndpointId, each.ServiceName, each.Tags, { vpcId: each.VpcId, state: each.State?.toLowerCase() }),
    );
  },
  "log group": async (aws, { clusterName }) => {
    const lists = logGroups(clusterName).map((prefix) =>
      listed(aws, ["logs", "describe-log-groups", "--log-group-name-prefix", prefix], "logGroups"),
    );
    return (await Promise.all(lists)).flat().map((each) => awsResource("log group", each.logGroupName, each.logGroupName, []));
  },
  volume: async (aws, scope) =>
    (await ofClaims(aws, scope, ["describe-volumes"], "Volumes")).map(({ VolumeId: id, Tags, State: state }) =>
      awsResource("volume", id, id, Tags, { state }),
    ),
  snapshot: async (aws, scope) =>
    (await ofClaims(aws, scope, ["describe-snapshots", "--owner-ids", "self"], "Snapshots")).map(({ SnapshotId: id, Tags, State: state }) =>
      awsResource("snapshot", id, id, Tags, { state }),
    ),
  "FSx file system": async (aws, { hasFsxDriver }) => {
    if (!hasFsxDriver) return [];
    return (await listed(aws, ["fsx", "describe-file-systems"], "FileSystems")).map(
      ({ FileSystemId: id, Tags, VpcId: vpcId, Lifecycle: state }) => awsResource("FSx file system", id, id, Tags, { vpcId, state }),
    );
  },
};

/** Resources of a driver, that of the add-on or that of Auto Mode; each once. */
async function ofClaims(aws: Aws, { clusterName }: Scope, words: readonly string[], field: string): Promise<Raw[]> {
  const [addon, autoMode] = await Promise.all(
    [filter("tag:ebs.csi.aws.com/cluster", "true"), filter("tag:eks:eks-cluster-name", clusterName)].map((tagged) =>
      listed(aws, ["ec2", ...words, "--filters", tagged], field),
    ),
  );
  return [...addon!, ...autoMode!.filter(({ Tags }) => tagsOf(Tags)["ebs.csi.aws.com/cluster"] !== "true")];
}

/** Security groups from EC2, with their rules. */
export async function securityGroups(aws: Aws, scope: Scope): Promise<Raw[]> {
  const where = inVpc(scope);
  return listed(aws, ["ec2", "describe-security-groups", ...(where.length > 0 ? ["--filters", ...where] : [])], "SecurityGroups");
}

async function instances(aws: Aws, ...filters: readonly string[]): Promise<Raw[]> {
  const reservations = await listed(aws, ["ec2", "describe-instances", "--filters", ...filters], "Reservations");
  return reservations.flatMap(({ Instances }) => arrayOf(Instances, "ec2 describe-instances", "Instances"));
}

/** A load balancer with its deletion protection; undefined if it was deleted meanwhile. */
async function withProtection(aws: Aws, balancer: AwsResource): Promise<AwsResource[]> {
  const words = ["elbv2", "describe-load-balancer-attributes", "--load-balancer-arn", balancer.id];
  const attributes = await ifThere(listed(aws, words, "Attributes"));
  if (!attributes) return [];
  const protection = attributes.find(({ Key }) => Key === "deletion_protection.enabled");
  if (!protection) throw unexpectedResponse("elbv2 describe-load-balancer-attributes", "deletion_protection.enabled");
  return [protection.Value === "true" ? { ...balancer, deletionProtection: true } : balancer];
}

const nodeTag = "node.k8s.amazonaws.com/instance_id";

/**
 * The cluster of an interface whose CNI was not given a cluster name is that of its instance. EC2 returns terminated instances for about an
 * hour.
 */
async function withInstanceTags(aws: Aws, found: readonly AwsResource[]): Promise<AwsResource[]> {
  const nameless = found.filter(({ tags }) => tags[nodeTag] && tags["cluster.k8s.amazonaws.com/name"] === undefined);
  if (nameless.length === 0) return [...found];
  const ids = [...new Set(nameless.map(({ tags }) => tags[nodeTag]!))];
  const ended = await inParts(200, ids, (some) => instances(aws, filter("instance-id", ...some)));
  const known = new Map<string, AwsResource["tags"]>(ended.map((each) => [each.InstanceId, tagsOf(each.Tags)]));
  return found.map((each) =>
    nameless.includes(each) ? { ...each, tags: { ...ownership(known.get(each.tags[nodeTag]!)), ...each.tags } } : each,
  );
}

function ownership(tags: AwsResource["tags"] = {}): AwsResource["tags"] {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key.startsWith("kubernetes.io/cluster/")));
}

/** Resources of another VPC need no tags. */
function isNear({ vpcId }: Scope): (each: Raw) => boolean {
  return ({ VpcId, VPCId }) => vpcId === undefined || (VpcId ?? VPCId) === vpcId;
}

/** The same for resources that always belong to a VPC: an answer without one is invalid. */
function isBalancerNear(scope: Scope): (each: Raw) => boolean {
  return (each) => {
    if (typeof (each.VpcId ?? each.VPCId) !== "string") throw new AwsError("NoAnswer", "AWS listed a load balancer without its VPC");
    return isNear(scope)(each);
  };
}

function awsResource(
  kind: Kind,
  id: unknown,
  name: string,
  tags: readonly Tag[] | undefined,
  more: Partial<AwsResource> = {},
): AwsResource {
  if (typeof id !== "string" || id === "") throw new AwsError("NoAnswer", `AWS listed a ${kind} without its ID`);
  return { kind, id, name, tags: tagsOf(tags), ...more };
}

/** An answer may omit tags, but if it has some they must be valid. */
export function tagsOf(tags: readonly Tag[] | null | undefined): AwsResource["tags"] {
  return Object.fromEntries(arrayOf(tags ?? [], "list", "Tags").map(({ Key, Value }) => [Key, Value ?? ""]));
}

function filter(name: string, ...values: readonly string[]): string {
  return JSON.stringify({ Name: name, Values: values });
}

export function inVpc({ vpcId }: Scope): string[] {
  return vpcId ? [filter("vpc-id", vpcId)] : [];
}
