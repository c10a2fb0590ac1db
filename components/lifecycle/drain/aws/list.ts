// Lists things of AWS that may be a cluster's, with their tags. What is the cluster's is for `owned` to say.
import { type Aws, AwsError } from "./cli";
import { type Kind, logGroups, profilePath, type Scope, type Thing } from "./things";

// biome-ignore lint/suspicious/noExplicitAny: as the service answers
type Raw = any;
type Tag = { readonly Key: string; readonly Value?: string };
type Lister = (aws: Aws, scope: Scope) => Promise<Thing[]>;

/** Kinds of things with how to list them. */
export const listers: Readonly<Record<Kind, Lister>> = {
  "load balancer": async (aws, scope) => {
    const { LoadBalancers: all = [] } = (await aws(["elbv2", "describe-load-balancers"])) ?? {};
    const near = all.filter(isNear(scope));
    const tags = await elbTags(
      aws,
      near.map(({ LoadBalancerArn }: Raw) => LoadBalancerArn),
    );
    return near.map(({ LoadBalancerArn: arn, LoadBalancerName: name, VpcId: vpcId, State }: Raw) =>
      thing("load balancer", arn, name, tags.get(arn), { vpcId, state: State?.Code }),
    );
  },
  "classic load balancer": async (aws, scope) => {
    const { LoadBalancerDescriptions: all = [] } = (await aws(["elb", "describe-load-balancers"])) ?? {};
    const near: Raw[] = all.filter(isNear(scope));
    const said = await inParts(
      20,
      near.map(({ LoadBalancerName }) => LoadBalancerName),
      async (some) => (await aws(["elb", "describe-tags", "--load-balancer-names", ...some])).TagDescriptions,
    );
    const tags = new Map(said.map((each: Raw) => [each.LoadBalancerName, each.Tags]));
    return near.map(({ LoadBalancerName: name, VPCId: vpcId }) => thing("classic load balancer", name, name, tags.get(name), { vpcId }));
  },
  "target group": async (aws, scope) => {
    const { TargetGroups: all = [] } = (await aws(["elbv2", "describe-target-groups"])) ?? {};
    const near = all.filter(isNear(scope));
    const tags = await elbTags(
      aws,
      near.map(({ TargetGroupArn }: Raw) => TargetGroupArn),
    );
    return near.map(({ TargetGroupArn: arn, TargetGroupName: name, VpcId: vpcId }: Raw) =>
      thing("target group", arn, name, tags.get(arn), { vpcId }),
    );
  },
  "security group": async (aws, scope) =>
    (await securityGroups(aws, scope)).map((group) =>
      thing("security group", group.GroupId, group.GroupName, group.Tags, { vpcId: group.VpcId }),
    ),
  instance: async (aws, scope) => {
    const alive = filter("instance-state-name", "pending", "running", "shutting-down", "stopping", "stopped");
    const { Reservations: all = [] } =
      (await aws(["ec2", "describe-instances", "--filters", filter("tag-key", "karpenter.sh/nodepool"), alive, ...inVpc(scope)])) ?? {};
    return all
      .flatMap(({ Instances }: Raw) => Instances)
      .map((each: Raw) => thing("instance", each.InstanceId, each.InstanceId, each.Tags, { vpcId: each.VpcId, state: each.State?.Name }));
  },
  "launch template": async (aws, { clusterName }) => {
    const { LaunchTemplates: all = [] } =
      (await aws(["ec2", "describe-launch-templates", "--filters", filter(`tag:kubernetes.io/cluster/${clusterName}`, "owned")])) ?? {};
    return all.map((each: Raw) => thing("launch template", each.LaunchTemplateId, each.LaunchTemplateName, each.Tags));
  },
  "instance profile": async (aws, scope) => {
    const { InstanceProfiles: all = [] } = (await aws(["iam", "list-instance-profiles", "--path-prefix", profilePath(scope)])) ?? {};
    const whole = all.map(async ({ InstanceProfileName: name }: Raw) => {
      const said = await aws(["iam", "get-instance-profile", "--instance-profile-name", name]).catch((error) => {
        if (error instanceof AwsError && error.code === "NoSuchEntity") return undefined; // Karpenter was faster
        throw error;
      });
      return said ? [thing("instance profile", name, name, said.InstanceProfile.Tags)] : []; // which the list leaves out
    });
    return (await Promise.all(whole)).flat();
  },
  "network interface": async (aws, scope) => {
    const { NetworkInterfaces: all = [] } =
      (await aws(["ec2", "describe-network-interfaces", "--filters", filter("description", "aws-K8S-*", "aws-k8s-*"), ...inVpc(scope)])) ??
      {};
    const found: Thing[] = all.map((each: Raw) =>
      thing("network interface", each.NetworkInterfaceId, each.NetworkInterfaceId, each.TagSet, {
        vpcId: each.VpcId,
        state: each.Status,
        description: each.Description,
      }),
    );
    return withInstanceTags(aws, found);
  },
  "log group": async (aws, { clusterName }) => {
    const lists = await Promise.all(
      logGroups(clusterName).map((prefix) => aws(["logs", "describe-log-groups", "--log-group-name-prefix", prefix])),
    );
    return lists.flatMap((said) => said?.logGroups ?? []).map((each: Raw) => thing("log group", each.logGroupName, each.logGroupName, []));
  },
  volume: async (aws, scope) =>
    (await ofClaims(aws, scope, ["describe-volumes"], "Volumes")).map(({ VolumeId: id, Tags, State: state }) =>
      thing("volume", id, id, Tags, { state }),
    ),
  snapshot: async (aws, scope) =>
    (await ofClaims(aws, scope, ["describe-snapshots", "--owner-ids", "self"], "Snapshots")).map(({ SnapshotId: id, Tags, State: state }) =>
      thing("snapshot", id, id, Tags, { state }),
    ),
};

/** What a driver may have made: that of the add-on, or that of Auto Mode; each once. */
async function ofClaims(aws: Aws, { clusterName }: Scope, words: readonly string[], field: string): Promise<Raw[]> {
  const [addon, autoMode] = await Promise.all(
    [filter("tag:ebs.csi.aws.com/cluster", "true"), filter("tag:eks:eks-cluster-name", clusterName)].map(
      async (tagged): Promise<Raw[]> => (await aws(["ec2", ...words, "--filters", tagged]))?.[field] ?? [],
    ),
  );
  return [...addon!, ...autoMode!.filter(({ Tags }) => tagsOf(Tags)["ebs.csi.aws.com/cluster"] !== "true")];
}

/** Security groups as EC2 answers, with their rules. */
export async function securityGroups(aws: Aws, scope: Scope): Promise<Raw[]> {
  const where = inVpc(scope);
  return (await aws(["ec2", "describe-security-groups", ...(where.length > 0 ? ["--filters", ...where] : [])]))?.SecurityGroups ?? [];
}

const nodeTag = "node.k8s.amazonaws.com/instance_id";

/** An interface of a CNI that was told no cluster's name has its instance's: EC2 knows ended instances for about an hour. */
async function withInstanceTags(aws: Aws, found: readonly Thing[]): Promise<Thing[]> {
  const nameless = found.filter(({ tags }) => tags[nodeTag] && tags["cluster.k8s.amazonaws.com/name"] === undefined);
  if (nameless.length === 0) return [...found];
  const ids = [...new Set(nameless.map(({ tags }) => tags[nodeTag]!))];
  const reservations = await inParts(
    200,
    ids,
    async (some) => (await aws(["ec2", "describe-instances", "--filters", filter("instance-id", ...some)]))?.Reservations ?? [],
  );
  const known = new Map<string, Thing["tags"]>(
    reservations.flatMap(({ Instances }: Raw) => Instances).map((each: Raw) => [each.InstanceId, tagsOf(each.Tags)]),
  );
  return found.map((each) =>
    nameless.includes(each) ? { ...each, tags: { ...ownership(known.get(each.tags[nodeTag]!)), ...each.tags } } : each,
  );
}

function ownership(tags: Thing["tags"] = {}): Thing["tags"] {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key.startsWith("kubernetes.io/cluster/")));
}

async function elbTags(aws: Aws, arns: readonly string[]): Promise<Map<string, Tag[]>> {
  const said = await inParts(20, arns, async (some) => (await aws(["elbv2", "describe-tags", "--resource-arns", ...some])).TagDescriptions);
  return new Map(said.map((each) => [each.ResourceArn, each.Tags]));
}

/** Asks for so many at a time: the load balancers' services take 20, a filter of EC2 has 200 values. */
async function inParts(most: number, all: readonly string[], ask: (some: readonly string[]) => Promise<Raw[]>): Promise<Raw[]> {
  const parts = Array.from({ length: Math.ceil(all.length / most) }, (_, index) => all.slice(index * most, (index + 1) * most));
  return (await Promise.all(parts.map(ask))).flat();
}

/** What is elsewhere need not tell its tags. */
function isNear({ vpcId }: Scope): (each: Raw) => boolean {
  return ({ VpcId, VPCId }) => vpcId === undefined || (VpcId ?? VPCId) === vpcId;
}

function thing(kind: Kind, id: string, name: string, tags: readonly Tag[] | undefined, more: Partial<Thing> = {}): Thing {
  return { kind, id, name, tags: tagsOf(tags), ...more };
}

function tagsOf(tags: readonly Tag[] = []): Thing["tags"] {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value ?? ""]));
}

function filter(name: string, ...values: readonly string[]): string {
  return JSON.stringify({ Name: name, Values: values });
}

function inVpc({ vpcId }: Scope): string[] {
  return vpcId ? [filter("vpc-id", vpcId)] : [];
}
