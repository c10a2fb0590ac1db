// Lists things of AWS that may be a cluster's, with their tags. What is the cluster's is for `owned` to say.
import type { Aws } from "./cli";
import { type Kind, logGroups, type Scope, type Thing } from "./things";

// biome-ignore lint/suspicious/noExplicitAny: as the service answers
type Raw = any;
type Tag = { readonly Key: string; readonly Value?: string };
type Lister = (aws: Aws, scope: Scope) => Promise<Thing[]>;

/** Kinds of things with how to list them. */
export const listers: Readonly<Record<Kind, Lister>> = {
  "load balancer": async (aws) => {
    const { LoadBalancers: all = [] } = (await aws(["elbv2", "describe-load-balancers"])) ?? {};
    const tags = await elbTags(
      aws,
      all.map((each: Raw) => each.LoadBalancerArn),
    );
    return all.map((each: Raw) =>
      thing("load balancer", each.LoadBalancerArn, each.LoadBalancerName, tags.get(each.LoadBalancerArn), {
        vpcId: each.VpcId,
        state: each.State?.Code,
      }),
    );
  },
  "classic load balancer": async (aws) => {
    const { LoadBalancerDescriptions: all = [] } = (await aws(["elb", "describe-load-balancers"])) ?? {};
    const names: string[] = all.map((each: Raw) => each.LoadBalancerName);
    const said = await inTwenties(
      names,
      async (some) => (await aws(["elb", "describe-tags", "--load-balancer-names", ...some])).TagDescriptions as Raw[],
    );
    const tags = new Map(said.map((each) => [each.LoadBalancerName, each.Tags]));
    return all.map((each: Raw) =>
      thing("classic load balancer", each.LoadBalancerName, each.LoadBalancerName, tags.get(each.LoadBalancerName), { vpcId: each.VPCId }),
    );
  },
  "target group": async (aws) => {
    const { TargetGroups: all = [] } = (await aws(["elbv2", "describe-target-groups"])) ?? {};
    const tags = await elbTags(
      aws,
      all.map((each: Raw) => each.TargetGroupArn),
    );
    return all.map((each: Raw) =>
      thing("target group", each.TargetGroupArn, each.TargetGroupName, tags.get(each.TargetGroupArn), { vpcId: each.VpcId }),
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
  volume: async (aws, { clusterName }) => {
    const tags = [filter("tag:ebs.csi.aws.com/cluster", "true"), filter("tag:eks:eks-cluster-name", clusterName)];
    const lists = await Promise.all(tags.map((one) => aws(["ec2", "describe-volumes", "--filters", one])));
    return lists
      .flatMap((said) => said?.Volumes ?? [])
      .map((each: Raw) => thing("volume", each.VolumeId, each.VolumeId, each.Tags, { state: each.State }));
  },
};

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
  const { Reservations: all = [] } = (await aws(["ec2", "describe-instances", "--filters", filter("instance-id", ...ids)])) ?? {};
  const known = new Map<string, Thing["tags"]>(
    all.flatMap(({ Instances }: Raw) => Instances).map((each: Raw) => [each.InstanceId, tagsOf(each.Tags)]),
  );
  return found.map((each) =>
    nameless.includes(each) ? { ...each, tags: { ...ownership(known.get(each.tags[nodeTag]!)), ...each.tags } } : each,
  );
}

function ownership(tags: Thing["tags"] = {}): Thing["tags"] {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key.startsWith("kubernetes.io/cluster/")));
}

async function elbTags(aws: Aws, arns: readonly string[]): Promise<Map<string, Tag[]>> {
  const said = await inTwenties(
    arns,
    async (some) => (await aws(["elbv2", "describe-tags", "--resource-arns", ...some])).TagDescriptions as Raw[],
  );
  return new Map(said.map((each) => [each.ResourceArn, each.Tags]));
}

/** Both services take twenty at a time. */
async function inTwenties<T>(all: readonly string[], ask: (some: readonly string[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < all.length; start += 20) found.push(...(await ask(all.slice(start, start + 20))));
  return found;
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
