// Responses of the AWS CLI from the fake AWS. Shapes: AWS CLI command reference of eks, ec2, elbv2, elb, iam and logs (read 2026-11); only fields that are used.
import { isRecord } from "../../../../components/util/is-record";
import type { Value } from "../../../../plan/types";
import { types } from "../../fake-aws/references";
import type { RemoteFakeAws } from "../../fake-aws/remote";
import { FakeAwsError, type LiveResource } from "../../fake-aws/types";
import { filtered } from "./filters";

export interface Overrides {
  /** The cluster status or error that EKS returns in place of the fake AWS's. */
  cluster?: "DELETING" | "ResourceNotFoundException";
  /** The token that `eks get-token` returns. */
  token?: string;
  /** The account of the identity. Default: that of the fake AWS. */
  account?: string;
}

export const targetGroup = "aws:lb/targetGroup:TargetGroup";
export const instance = "aws:ec2/instance:Instance";
export const instanceProfile = "aws:iam/instanceProfile:InstanceProfile";
export const snapshot = "aws:ebs/snapshot:Snapshot";
export const volume = "aws:ebs/volume:Volume";
export const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

type Flags = Readonly<Record<string, readonly string[]>>;
type Operation = (fakeAws: RemoteFakeAws, flags: Flags, overrides: Overrides) => Promise<unknown>;

const none: readonly string[] = [];
const tagsOf = ({ outputs }: LiveResource) =>
  Object.entries(isRecord(outputs.tags) ? outputs.tags : {}).map(([Key, Value]) => ({ Key, Value: String(Value) }));
const at = (value: Value | undefined, key: string) => (isRecord(value) ? value[key] : undefined);

/** Lists the resources of a type that match the filters. */
const list =
  (type: string, field: string, shape: (resource: LiveResource) => object): Operation =>
  async (fakeAws, flags) => {
    const existing = (await fakeAws.resources(type)).filter(({ gone }) => gone === undefined);
    return { [field]: filtered(existing.map(shape), flags["--filters"] ?? []) };
  };

const remove =
  (type: string, flag: string): Operation =>
  async (fakeAws, flags) => {
    const id = flags[flag]![0]!;
    const found = (await fakeAws.resources(type)).find((resource) => resource.id === id);
    if (!found) throw new FakeAwsError("NotFound", `${id} does not exist`);
    await fakeAws.remove(type, id);
  };

const operations: Readonly<Record<string, Operation>> = {
  "sts get-caller-identity": async (_world, _flags, { account = "123456789012" }) => ({
    UserId: "AIDASTANDIN",
    Account: account,
    Arn: `arn:aws:iam::${account}:user/standin`,
  }),
  "eks describe-cluster": async (fakeAws, { "--name": [name] = none }, { cluster: said }) => {
    const found = (await fakeAws.resources(types.cluster)).find(({ id }) => id === name);
    if (!found || said === "ResourceNotFoundException")
      throw new FakeAwsError("ResourceNotFoundException", `No cluster found for name: ${name}.`);
    const { endpoint, certificateAuthority, vpcConfig } = found.outputs;
    const status = said ?? (found.gone === undefined ? "ACTIVE" : "DELETING");
    return { cluster: { name, status, endpoint, certificateAuthority, resourcesVpcConfig: { vpcId: at(vpcConfig, "vpcId") } } };
  },
  "eks get-token": async (_world, _flags, { token }) => ({
    kind: "ExecCredential",
    apiVersion: "client.authentication.k8s.io/v1beta1",
    spec: {},
    status: { expirationTimestamp: new Date(Date.now() + 14 * 60_000).toISOString(), token },
  }),
  "elbv2 describe-load-balancers": list(types.loadBalancer, "LoadBalancers", ({ id, inputs, outputs }) => ({
    LoadBalancerArn: id,
    LoadBalancerName: inputs.name,
    VpcId: outputs.vpcId,
    State: { Code: "active" },
  })),
  "elbv2 describe-target-groups": list(targetGroup, "TargetGroups", ({ id, inputs }) => ({
    TargetGroupArn: id,
    TargetGroupName: inputs.name,
    VpcId: inputs.vpcId,
  })),
  "elbv2 describe-tags": async (fakeAws, { "--resource-arns": arns = [] }) => ({
    TagDescriptions: (await fakeAws.resources())
      .filter(({ id }) => arns.includes(id))
      .map((resource) => ({ ResourceArn: resource.id, Tags: tagsOf(resource) })),
  }),
  "elbv2 describe-load-balancer-attributes": async (fakeAws, { "--load-balancer-arn": [arn] = none }) => {
    const found = (await fakeAws.resources(types.loadBalancer)).find(({ id }) => id === arn);
    if (!found) throw new FakeAwsError("LoadBalancerNotFound", `Load balancer '${arn}' not found`);
    return { Attributes: [{ Key: "deletion_protection.enabled", Value: String(found.inputs.enableDeletionProtection === true) }] };
  },
  "elbv2 delete-load-balancer": remove(types.loadBalancer, "--load-balancer-arn"),
  "elbv2 delete-target-group": remove(targetGroup, "--target-group-arn"),
  "elb describe-load-balancers": async () => ({ LoadBalancerDescriptions: [] }),
  "ec2 describe-security-groups": async (fakeAws, flags, overrides) => {
    const rules = await fakeAws.resources(ingressRule);
    const shape = list(types.group, "SecurityGroups", (group) => ({
      GroupId: group.id,
      GroupName: group.outputs.name,
      VpcId: group.outputs.vpcId,
      Tags: tagsOf(group),
      IpPermissions: rules.filter(({ inputs }) => inputs.securityGroupId === group.id).map(permission),
      IpPermissionsEgress: [],
    }));
    return shape(fakeAws, flags, overrides);
  },
  "ec2 revoke-security-group-ingress": async (fakeAws, flags) => {
    const [group] = flags["--group-id"]!;
    const revoked = (JSON.parse(flags["--ip-permissions"]![0]!) as object[]).map((one) => JSON.stringify(one));
    for (const rule of await fakeAws.resources(ingressRule))
      if (rule.inputs.securityGroupId === group && revoked.includes(JSON.stringify(permission(rule))))
        await fakeAws.remove(ingressRule, rule.id);
    return { Return: true };
  },
  "ec2 delete-security-group": remove(types.group, "--group-id"),
  "ec2 describe-instances": async (fakeAws, flags, overrides) => {
    const found = await list(instance, "Instances", (resource) => ({
      InstanceId: resource.id,
      VpcId: resource.outputs.vpcId,
      Tags: tagsOf(resource),
      State: { Name: "running" },
    }))(fakeAws, flags, overrides);
    return { Reservations: [found] };
  },
  "ec2 terminate-instances": remove(instance, "--instance-ids"),
  "ec2 describe-launch-templates": list(types.launchTemplate, "LaunchTemplates", (resource) => ({
    LaunchTemplateId: resource.id,
    LaunchTemplateName: resource.outputs.name,
    Tags: tagsOf(resource),
  })),
  "ec2 delete-launch-template": remove(types.launchTemplate, "--launch-template-id"),
  "ec2 describe-network-interfaces": list(types.networkInterface, "NetworkInterfaces", (resource) => ({
    NetworkInterfaceId: resource.id,
    Description: resource.inputs.description,
    Status: "available",
    VpcId: resource.outputs.vpcId,
    TagSet: tagsOf(resource),
  })),
  "ec2 delete-network-interface": remove(types.networkInterface, "--network-interface-id"),
  "ec2 describe-vpc-endpoints": list(types.endpoint, "VpcEndpoints", (resource) => ({
    VpcEndpointId: resource.id,
    ServiceName: resource.inputs.serviceName,
    VpcId: resource.inputs.vpcId,
    State: "available",
    Tags: tagsOf(resource),
  })),
  "ec2 delete-vpc-endpoints": async (fakeAws, flags, overrides) => {
    await remove(types.endpoint, "--vpc-endpoint-ids")(fakeAws, flags, overrides);
    return { Unsuccessful: [] };
  },
  "ec2 describe-volumes": list(volume, "Volumes", (resource) => ({ VolumeId: resource.id, State: "available", Tags: tagsOf(resource) })),
  "ec2 describe-snapshots": list(snapshot, "Snapshots", (resource) => ({
    SnapshotId: resource.id,
    State: "completed",
    Tags: tagsOf(resource),
  })),
  "iam list-instance-profiles": async (fakeAws, { "--path-prefix": [prefix] = none }) => ({
    InstanceProfiles: (await fakeAws.resources(instanceProfile))
      .filter(({ inputs }) => String(inputs.path).startsWith(prefix!))
      .map(({ id }) => ({ InstanceProfileName: id })),
  }),
  "iam get-instance-profile": async (fakeAws, { "--instance-profile-name": [name] = none }) => {
    const found = (await fakeAws.resources(instanceProfile)).find(({ id }) => id === name);
    if (!found) throw new FakeAwsError("NoSuchEntity", `Instance Profile ${name} cannot be found.`);
    return { InstanceProfile: { InstanceProfileName: name, Roles: [], Tags: tagsOf(found) } };
  },
  "iam delete-instance-profile": remove(instanceProfile, "--instance-profile-name"),
  "logs describe-log-groups": async (fakeAws, { "--log-group-name-prefix": [prefix] = none }) => ({
    logGroups: (await fakeAws.resources(types.logGroup)).filter(({ id }) => id.startsWith(prefix!)).map(({ id }) => ({ logGroupName: id })),
  }),
  "logs delete-log-group": remove(types.logGroup, "--log-group-name"),
};

function permission({ inputs: { ipProtocol, fromPort, toPort, referencedSecurityGroupId } }: LiveResource) {
  return { IpProtocol: ipProtocol, FromPort: fromPort, ToPort: toPort, UserIdGroupPairs: [{ GroupId: referencedSecurityGroupId }] };
}

/** The response to `aws <words>`. @throws Error `<code>: <text>` */
export async function answer(fakeAws: RemoteFakeAws, overrides: Overrides, words: readonly string[]): Promise<unknown> {
  const operation = operations[`${words[0]} ${words[1]}`];
  if (!operation) throw new FakeAwsError("NotImplemented", `no response for aws ${words[0]} ${words[1]}`);
  return operation(fakeAws, flagsOf(words.slice(2)), overrides);
}

function flagsOf(words: readonly string[]): Flags {
  const flags: Record<string, string[]> = {};
  let last: string[] = [];
  for (const word of words) {
    if (word.startsWith("--")) {
      last = [];
      flags[word] = last;
    } else last.push(word);
  }
  return flags;
}
