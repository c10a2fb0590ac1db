// What both kinds of self-managed node groups of pulumi-eks have in common.
import { isList, Reference, type Value } from "../../types";
import type { Args, Child, Scope } from "../expansion/scope";
import { derive, type Input, type Inputs, TrackedValue, unwrap } from "../expansion/tracked-value";
import { refuse } from "../values";
import { operatingSystem, recommendedImage } from "./ami";
import type { Core } from "./core";
import { registerNodeGroupSecurity } from "./security-groups";
import { type UserDataArgs, userData } from "./user-data";
import { workerSubnets } from "./worker-subnets";

const defaultInstanceType = "t3.medium";

/** @throws SimulationError for arguments that exclude each other */
function checkNodeGroupArgs(args: Args): void {
  for (const [one, other] of [
    ["clusterIngressRule", "clusterIngressRuleId"],
    ["nodeSecurityGroup", "nodeSecurityGroupId"],
    ["nodePublicKey", "keyName"],
    ["amiId", "gpu"],
    ...["nodeUserData", "labels", "taints", "kubeletExtraArgs", "bootstrapExtraArgs"].map(
      (name) => ["nodeUserDataOverride", name] as const,
    ),
  ] as const) {
    if (args.has(one) && args.has(other)) refuse(`${one}: not together with ${other}`);
  }
  if (
    (args.has("nodeSecurityGroup") || args.has("nodeSecurityGroupId")) &&
    !args.get("clusterIngressRule") &&
    !args.get("clusterIngressRuleId")
  ) {
    refuse("clusterIngressRule: needed where nodeSecurityGroup is given; or clusterIngressRuleId");
  }
  checkVolume(args);
}

function checkVolume(args: Args): void {
  const [type, iops, throughput] = ["Type", "Iops", "Throughput"].map((name) => args.get(`nodeRootVolume${name}`)?.value);
  if (iops && type !== "io1") refuse("nodeRootVolumeIops: only for volumes of type io1");
  if (throughput && type !== "gp3") refuse("nodeRootVolumeThroughput: only for volumes of type gp3");
}

interface NodeSecurity {
  readonly groupId: TrackedValue;
  /** Id of the rule by which nodes reach the API server. */
  readonly ruleId: TrackedValue;
  /** The group as a resource, where it is known as one. */
  readonly group: TrackedValue | undefined;
  /** Security groups of the nodes, after that rule is created. */
  readonly groupIds: TrackedValue;
}

/** Start configuration of nodes of both kinds. */
export interface NodeBasics {
  readonly instanceType: Input;
  readonly profileName: TrackedValue;
  readonly security: NodeSecurity;
  readonly keyName: Input;
  /** Id, and what EC2 says about it. */
  readonly image: { readonly id: TrackedValue; readonly info: TrackedValue };
}

/** @throws SimulationError for arguments that exclude each other */
export async function nodeBasics(scope: Scope, name: string, args: Args, core: Core): Promise<NodeBasics> {
  checkNodeGroupArgs(args);
  return {
    instanceType: args.has("instanceType") ? args.get("instanceType") : defaultInstanceType,
    profileName: instanceProfileName(scope, args, core),
    security: await nodeSecurityOf(scope, args, core),
    keyName: await keyNameOf(scope, name, args),
    image: imageOf(scope, args, core),
  };
}

/** The group in the arguments, else the node group's own. */
async function nodeSecurityOf(scope: Scope, args: Args, core: Core): Promise<NodeSecurity> {
  const group = args.get("nodeSecurityGroup");
  const given = group ?? args.get("nodeSecurityGroupId");
  const rule = args.get("clusterIngressRule") ?? args.get("clusterIngressRuleId");
  const extra = (args.get("extraNodeSecurityGroups")?.value ?? []) as readonly Value[];
  const joined = (groupId: TrackedValue, ruleId: TrackedValue) =>
    derive([groupId, [...extra].map((item) => idOf(new TrackedValue(item))), ruleId], ([id, others]: [string, readonly string[]]) => [
      id,
      ...others,
    ]);
  if (given && rule) {
    const [groupId, ruleId] = [idOf(given), idOf(rule)];
    return { groupId, ruleId, group, groupIds: joined(groupId, ruleId) };
  }
  const tags = core.from(derive([core.nodeSecurityGroupTags, core.tags], ([own, shared]: (object | null)[]) => ({ ...own, ...shared })));
  const made = await registerNodeGroupSecurity(scope, {
    vpcId: core.vpcId,
    clusterGroupId: core.from(core.clusterGroupId),
    clusterName: core.from(core.cluster.out("name")),
    tags,
  });
  return {
    groupId: made.group.id,
    ruleId: made.clusterRule.id,
    group: made.group.reference,
    groupIds: joined(made.group.id, made.clusterRule.id),
  };
}

/** Id of a resource, or the id itself. */
function idOf(flow: TrackedValue): TrackedValue {
  const { value } = flow;
  return value instanceof Reference ? new TrackedValue(value.id, [...flow.urns, value.urn]) : flow;
}

/** Name of the instance profile of the group or its cluster. */
function instanceProfileName(scope: Scope, args: Args, core: Core): TrackedValue {
  const profile = args.get("instanceProfile") ?? core.nodeGroupOptions.get("instanceProfile");
  const name = args.get("instanceProfileName") ?? core.nodeGroupOptions.get("instanceProfileName");
  if (profile && name) refuse("instanceProfile: not together with instanceProfileName");
  if (profile) return core.from(scope.lookUp(profile).out("name"));
  return core.from(name ?? refuse("instanceProfile: missing; or instanceProfileName"));
}

/** A key pair, if a public key is set. */
async function keyNameOf(scope: Scope, name: string, args: Args): Promise<Input> {
  if (!args.has("nodePublicKey")) return args.get("keyName");
  const key: Child = await scope.add("aws:ec2/keyPair:KeyPair", `${name}-keyPair`, { publicKey: args.get("nodePublicKey") });
  return key.out("keyName");
}

/** User data of the nodes; `stack` is what only the older kind has. */
export function nodeUserData(args: Args, core: Core, kind: UserDataArgs["kind"], stackName: Input, region?: Input): TrackedValue {
  const own: Inputs = {
    kubeletExtraArgs: args.get("kubeletExtraArgs"),
    bootstrapExtraArgs: args.get("bootstrapExtraArgs"),
    labels: args.get("labels"),
    taints: args.get("taints"),
    bottlerocketSettings: args.get("bottlerocketSettings"),
    nodeadmExtraOptions: args.get("nodeadmExtraOptions"),
    extra: args.get("nodeUserData"),
    override: args.get("nodeUserDataOverride"),
    stackName,
    region,
  };
  return derive(
    [operatingSystem(args), metadataOf(core), own],
    ([os, cluster, values]: [Parameters<typeof userData>[0], Parameters<typeof userData>[1], object]) =>
      userData(os, cluster, { ...values, kind }),
  );
}

/** What nodes need to know of their cluster. */
export function metadataOf({ cluster, from }: Core, name: Input = cluster.out("name")): TrackedValue {
  const network = cluster.out("kubernetesNetworkConfig");
  return from(
    unwrap({
      name,
      endpoint: cluster.out("endpoint"),
      certificateAuthority: cluster.out("certificateAuthority", "data"),
      serviceCidr: network.get("ipFamily").value === "ipv6" ? network.get("serviceIpv6Cidr") : network.get("serviceIpv4Cidr"),
    }),
  );
}

/** The image in the arguments, else the recommended one. */
function imageOf(scope: Scope, args: Args, core: Core): NodeBasics["image"] {
  const id = args.has("amiId") ? args.get("amiId")! : recommendedImage(scope, args, core.from(core.cluster.out("version")));
  const info = scope.invoke("aws:ec2/getAmi:getAmi", {
    owners: ["self", "amazon"],
    includeDeprecated: true,
    filters: [{ name: "image-id", values: [id] }],
  });
  return { id, info };
}

/** The subnets in the arguments, else the cluster's private ones, else its public ones, else the private ones of all. */
export function subnetsOf(scope: Scope, args: Args, core: Core): TrackedValue {
  const given = args.get("nodeSubnetIds");
  if (given) return given;
  const named = core.privateSubnetIds ?? core.publicSubnetIds;
  return core.from(named ?? derive(core.subnetIds, (ids: readonly string[]) => workerSubnets(scope, ids)));
}

/** Resources among extra security groups, as the component answers them. */
export function extraGroups(args: Args): Input {
  const extra = args.get("extraNodeSecurityGroups");
  return isList(extra?.value) ? extra : [];
}

export function volumeSettings(args: Args) {
  return {
    encrypted: args.get("nodeRootVolumeEncrypted"),
    volumeSize: args.get("nodeRootVolumeSize"),
    volumeType: args.get("nodeRootVolumeType"),
    iops: args.get("nodeRootVolumeIops"),
    throughput: args.get("nodeRootVolumeThroughput"),
    deleteOnTermination: args.get("nodeRootVolumeDeleteOnTermination"),
  };
}
