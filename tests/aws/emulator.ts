// Creates resources on moto as the controllers of a cluster do.
import { aws } from "./setup";

export type Tags = Readonly<Record<string, string>>;

const pairs = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
const json = (value: unknown) => JSON.stringify(value);
const specification = (type: string, tags: Tags) => ["--tag-specifications", json([{ ResourceType: type, Tags: pairs(tags) }])];

export interface Network {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
}

export async function createNetwork(block: number): Promise<Network> {
  const { Vpc } = await aws(["ec2", "create-vpc", "--cidr-block", `10.${block}.0.0/16`]);
  const subnet = async (index: number) => {
    const at = ["--availability-zone", `eu-west-1${"ab"[index]}`, "--cidr-block", `10.${block}.${index}.0/24`];
    return (await aws(["ec2", "create-subnet", "--vpc-id", Vpc.VpcId, ...at])).Subnet.SubnetId;
  };
  return { vpcId: Vpc.VpcId, subnetIds: await Promise.all([subnet(0), subnet(1)]) };
}

export async function createGroup({ vpcId }: Network, name: string, tags: Tags): Promise<string> {
  const words = ["--group-name", name, "--description", name, "--vpc-id", vpcId, ...specification("security-group", tags)];
  return (await aws(["ec2", "create-security-group", ...words])).GroupId;
}

/** Allows ingress to a security group from another. */
export async function allow(groupId: string, from: string): Promise<void> {
  const permission = { IpProtocol: "tcp", FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: from }] };
  await aws(["ec2", "authorize-security-group-ingress", "--group-id", groupId, "--ip-permissions", json([permission])]);
}

export async function createLoadBalancer({ subnetIds }: Network, name: string, groupId: string, tags: Tags): Promise<void> {
  const words = ["--subnets", ...subnetIds, "--security-groups", groupId, "--tags", ...pairs(tags).map(json)];
  await aws(["elbv2", "create-load-balancer", "--name", name, ...words]);
}

export async function createTargetGroup({ vpcId }: Network, name: string, tags: Tags): Promise<void> {
  const words = ["--protocol", "HTTP", "--port", "80", "--vpc-id", vpcId, "--tags", ...pairs(tags).map(json)];
  await aws(["elbv2", "create-target-group", "--name", name, ...words]);
}

export async function createClassicLoadBalancer({ subnetIds }: Network, name: string, tags: Tags): Promise<void> {
  const listener = { Protocol: "TCP", LoadBalancerPort: 80, InstancePort: 30080 };
  const words = ["--listeners", json([listener]), "--subnets", subnetIds[0]!, "--tags", ...pairs(tags).map(json)];
  await aws(["elb", "create-load-balancer", "--load-balancer-name", name, ...words]);
}

export async function createInstance({ subnetIds }: Network, tags: Tags): Promise<string> {
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

export async function createTemplate(name: string, tags: Tags): Promise<void> {
  const words = ["--launch-template-data", json({ InstanceType: "t4g.small" }), ...specification("launch-template", tags)];
  await aws(["ec2", "create-launch-template", "--launch-template-name", name, ...words]);
}

export async function createInterface({ subnetIds }: Network, description: string, groupId: string, tags: Tags): Promise<string> {
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

export async function createVolume(tags: Tags): Promise<string> {
  const words = ["--availability-zone", "eu-west-1a", "--size", "1", ...specification("volume", tags)];
  return (await aws(["ec2", "create-volume", ...words])).VolumeId;
}

export async function createSnapshot(tags: Tags): Promise<string> {
  const { VolumeId } = await aws(["ec2", "create-volume", "--availability-zone", "eu-west-1a", "--size", "1"]);
  return (await aws(["ec2", "create-snapshot", "--volume-id", VolumeId, ...specification("snapshot", tags)])).SnapshotId;
}

export async function createRole(name: string): Promise<string> {
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
  };
  await aws(["iam", "create-role", "--role-name", name, "--assume-role-policy-document", json(trust)]);
  return name;
}

/** An instance profile with a role, as Karpenter creates it. */
export async function createProfile(name: string, at: string, role: string, tags: Tags): Promise<void> {
  const named = ["--instance-profile-name", name];
  await aws(["iam", "create-instance-profile", ...named, "--path", at, "--tags", ...pairs(tags).map(json)]);
  await aws(["iam", "add-role-to-instance-profile", ...named, "--role-name", role]);
}

export async function createLogGroup(name: string): Promise<void> {
  await aws(["logs", "create-log-group", "--log-group-name", name]);
}

/** The remaining resources on moto, by a JMESPath query. */
export async function remaining(service: string, operation: string, query: string): Promise<string[]> {
  return ((await aws([service, operation, "--query", query])) as string[]).sort();
}
