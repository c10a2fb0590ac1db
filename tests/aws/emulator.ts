// Makes in the stand-in for AWS what controllers of a cluster make.
import { aws } from "./setup";

export type Tags = Readonly<Record<string, string>>;

const pairs = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
const json = (value: unknown) => JSON.stringify(value);
const specification = (type: string, tags: Tags) => ["--tag-specifications", json([{ ResourceType: type, Tags: pairs(tags) }])];

export interface Network {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
}

export async function makeNetwork(block: number): Promise<Network> {
  const { Vpc } = await aws(["ec2", "create-vpc", "--cidr-block", `10.${block}.0.0/16`]);
  const subnet = async (index: number) => {
    const at = ["--availability-zone", `eu-west-1${"ab"[index]}`, "--cidr-block", `10.${block}.${index}.0/24`];
    return (await aws(["ec2", "create-subnet", "--vpc-id", Vpc.VpcId, ...at])).Subnet.SubnetId;
  };
  return { vpcId: Vpc.VpcId, subnetIds: await Promise.all([subnet(0), subnet(1)]) };
}

export async function makeGroup({ vpcId }: Network, name: string, tags: Tags): Promise<string> {
  const words = ["--group-name", name, "--description", name, "--vpc-id", vpcId, ...specification("security-group", tags)];
  return (await aws(["ec2", "create-security-group", ...words])).GroupId;
}

/** Lets a group hear another. */
export async function allow(groupId: string, from: string): Promise<void> {
  const permission = { IpProtocol: "tcp", FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: from }] };
  await aws(["ec2", "authorize-security-group-ingress", "--group-id", groupId, "--ip-permissions", json([permission])]);
}

export async function makeLoadBalancer({ subnetIds }: Network, name: string, groupId: string, tags: Tags): Promise<void> {
  const words = ["--subnets", ...subnetIds, "--security-groups", groupId, "--tags", ...pairs(tags).map(json)];
  await aws(["elbv2", "create-load-balancer", "--name", name, ...words]);
}

export async function makeTargetGroup({ vpcId }: Network, name: string, tags: Tags): Promise<void> {
  const words = ["--protocol", "HTTP", "--port", "80", "--vpc-id", vpcId, "--tags", ...pairs(tags).map(json)];
  await aws(["elbv2", "create-target-group", "--name", name, ...words]);
}

export async function makeClassicLoadBalancer({ subnetIds }: Network, name: string, tags: Tags): Promise<void> {
  const listener = { Protocol: "TCP", LoadBalancerPort: 80, InstancePort: 30080 };
  const words = ["--listeners", json([listener]), "--subnets", subnetIds[0]!, "--tags", ...pairs(tags).map(json)];
  await aws(["elb", "create-load-balancer", "--load-balancer-name", name, ...words]);
}

export async function makeInstance({ subnetIds }: Network, tags: Tags): Promise<string> {
  const words = [
    "--image-id",
    "ami-12c6146b",
    "--instance-type",
    "t4g.small",
    "--subnet-id",
    subnetIds[0]!,
    ...specification("instance", tags),
  ];
  return (await aws(["ec2", "run-instances", ...words])).Instances[0].InstanceId;
}

export async function makeTemplate(name: string, tags: Tags): Promise<void> {
  const words = ["--launch-template-data", json({ InstanceType: "t4g.small" }), ...specification("launch-template", tags)];
  await aws(["ec2", "create-launch-template", "--launch-template-name", name, ...words]);
}

export async function makeInterface({ subnetIds }: Network, description: string, groupId: string, tags: Tags): Promise<string> {
  const words = [
    "--subnet-id",
    subnetIds[0]!,
    "--groups",
    groupId,
    "--description",
    description,
    ...specification("network-interface", tags),
  ];
  return (await aws(["ec2", "create-network-interface", ...words])).NetworkInterface.NetworkInterfaceId;
}

export async function makeVolume(tags: Tags): Promise<string> {
  const words = ["--availability-zone", "eu-west-1a", "--size", "1", ...specification("volume", tags)];
  return (await aws(["ec2", "create-volume", ...words])).VolumeId;
}

export async function makeSnapshot(tags: Tags): Promise<string> {
  const { VolumeId } = await aws(["ec2", "create-volume", "--availability-zone", "eu-west-1a", "--size", "1"]);
  return (await aws(["ec2", "create-snapshot", "--volume-id", VolumeId, ...specification("snapshot", tags)])).SnapshotId;
}

export async function makeRole(name: string): Promise<string> {
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
  };
  await aws(["iam", "create-role", "--role-name", name, "--assume-role-policy-document", json(trust)]);
  return name;
}

/** An instance profile that holds a role, as Karpenter makes them. */
export async function makeProfile(name: string, at: string, role: string, tags: Tags): Promise<void> {
  const named = ["--instance-profile-name", name];
  await aws(["iam", "create-instance-profile", ...named, "--path", at, "--tags", ...pairs(tags).map(json)]);
  await aws(["iam", "add-role-to-instance-profile", ...named, "--role-name", role]);
}

export async function makeLogGroup(name: string): Promise<void> {
  await aws(["logs", "create-log-group", "--log-group-name", name]);
}

/** What the stand-in still holds, by what `query` picks of an answer (JMESPath). */
export async function held(service: string, operation: string, query: string): Promise<string[]> {
  return ((await aws([service, operation, "--query", query])) as string[]).sort();
}
