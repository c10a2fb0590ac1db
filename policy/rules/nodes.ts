import type { PlannedResource } from "../planned-resource";
import type { ResourceView } from "../resource-view";
import { type BuiltInRule, onEach, productionOnly, serious, type Violation } from "../rule";
import { at, isOff, isOn, isText, itemsOf, knownItems, type Property } from "../values";
import { karpenterClassType, metadataOf, nodeClassDisks } from "./node-classes";
import { isPublicSubnet } from "./subnets";
import { launchTemplateType, nodeGroupType, subnetType } from "./types";

const instanceType = "aws:ec2/instance:Instance";
const launchConfigurationType = "aws:ec2/launchConfiguration:LaunchConfiguration";
const scalingGroupType = "aws:autoscaling/group:Group";

/** Where instances get their settings from. */
const instanceTypes = [launchTemplateType, launchConfigurationType, instanceType, karpenterClassType];

/** Block devices of a launch template, launch configuration or instance, with their names; undefined where they are unknown. */
function disksOf(resource: PlannedResource): readonly (readonly [name: string, disk: Property])[] | undefined {
  const { type, inputs } = resource;
  if (type === karpenterClassType) return nodeClassDisks(resource);
  if (type === launchTemplateType) {
    const mappings = itemsOf(inputs.blockDeviceMappings);
    return mappings?.flatMap((mapping) => {
      const ebs = at(mapping, "ebs");
      const name = at(mapping, "deviceName");
      return ebs === undefined ? [] : [[isText(name) ? `volume ${name}` : "a volume", ebs] as const];
    });
  }
  const root = at(inputs.rootBlockDevice);
  const further = itemsOf(inputs.ebsBlockDevices);
  return further && [["the root volume", root], ...further.map((disk) => ["a volume", disk] as const)];
}

/** Subnets of a group of nodes, as planned resources; undefined where one is not known. */
function subnetsOf({ type, inputs }: PlannedResource, view: ResourceView): readonly PlannedResource[] | undefined {
  const ids = itemsOf(type === nodeGroupType ? inputs.subnetIds : inputs.vpcZoneIdentifiers);
  if (!ids || ids.length === 0) return undefined;
  const found = view.ofType(subnetType).filter((subnet) => ids.includes(at(subnet.id) ?? ""));
  return found.length === new Set(ids).size ? found : undefined;
}

/** Zones of all nodes; undefined where one is not known, or where nodes start by other means too. */
function nodeZones(view: ResourceView, groups: readonly PlannedResource[]): Set<string> | undefined {
  const zones = new Set<string>();
  for (const group of groups) {
    const subnets = subnetsOf(group, view);
    const own = subnets?.map(({ inputs }) => at(inputs.availabilityZone));
    if (!own?.every(isText)) return undefined;
    for (const zone of own) zones.add(zone);
  }
  return zones;
}

function* oneZone(view: ResourceView): Iterable<Violation> {
  const groups = [...view.ofType(nodeGroupType), ...view.ofType(scalingGroupType)];
  const [resource] = groups;
  const [zone, ...others] = nodeZones(view, groups) ?? [];
  if (resource && zone !== undefined && others.length === 0) yield { resource, message: `all nodes are in one zone, ${zone}` };
}

export const nodeRules: readonly BuiltInRule[] = [
  {
    id: "ec2-imdsv2",
    title: "Instances require IMDSv2",
    reason: "IMDSv1 answers a plain request, so that a forged request of an application on the node can read the node's credentials.",
    fix: "set `httpTokens: required` in `metadataOptions`, as node pools of this project do",
    controls: ["FSBP EC2.170", "FSBP EC2.8", "FSBP AutoScaling.3"],
    levels: serious,
    check: onEach(instanceTypes, (resource) => {
      const { tokens, endpoint } = metadataOf(resource);
      return tokens === "optional" && endpoint !== "disabled" && "instances answer IMDSv1";
    }),
  },
  {
    id: "ec2-hop-limit",
    title: "Pods do not reach the metadata of their node",
    reason: "With more than one hop every pod can read the credentials of the node's role.",
    fix: "set `hopLimit: 1` on the pool (`httpPutResponseHopLimit`), and give pods roles of their own",
    controls: ["CKV_AWS_341", "EKS Best Practices / identity-and-access-management"],
    levels: serious,
    check: onEach(instanceTypes, (resource) => {
      const { hops } = metadataOf(resource);
      return typeof hops === "number" && hops > 1 && `pods reach the instance metadata (hop limit ${hops})`;
    }),
  },
  {
    id: "ec2-volume-encryption",
    title: "Volumes are encrypted",
    reason: "A snapshot of an unencrypted volume can be read by all who have access to it.",
    fix: "set `encrypted: true` on each volume, as node pools of this project do",
    controls: ["FSBP EC2.181", "FSBP EC2.3", "EKS Best Practices / data-encryption-and-secrets-management"],
    levels: serious,
    check: function* (view) {
      yield* onEach(instanceTypes, (resource) => {
        const disks = disksOf(resource);
        if (disks?.length === 0 && resource.type !== karpenterClassType) return "the root volume is not encrypted";
        return (disks ?? []).filter(([, disk]) => isOff(at(disk, "encrypted"))).map(([name]) => `${name} is not encrypted`);
      })(view);
      yield* onEach("aws:ebs/volume:Volume", ({ inputs }) => isOff(at(inputs.encrypted)) && "the volume is not encrypted")(view);
      yield* onEach(
        nodeGroupType,
        ({ inputs }) =>
          at(inputs.launchTemplate) === undefined && "the root volume is not encrypted, because the group has no launch template",
      )(view);
    },
  },
  {
    id: "ec2-public-address",
    title: "Instances get no public address",
    reason: "A node with a public address is one security group rule away from the internet.",
    fix: "remove `associatePublicIpAddress`, as node pools of this project do",
    controls: ["FSBP EC2.25", "FSBP EC2.9", "FSBP Autoscaling.5", "EKS Best Practices / protecting-the-infrastructure"],
    levels: serious,
    check: onEach(instanceTypes, ({ inputs }) => {
      const all: readonly Property[] = [
        inputs.associatePublicIpAddress,
        at(inputs.spec, "associatePublicIPAddress"),
        ...knownItems(inputs.networkInterfaces).map((each) => at(each, "associatePublicIpAddress")),
      ];
      return all.some((each) => isOn(at(each))) && "instances get a public address";
    }),
  },
  {
    id: "eks-public-nodes",
    title: "Nodes run in private subnets",
    reason: "Nodes in a public subnet can be reached from the internet where a security group allows it.",
    fix: "use private subnets, as node pools of this project do (`subnetIds`)",
    controls: ["CIS EKS 1.8.0 / 5.4.3", "EKS Best Practices / protecting-the-infrastructure"],
    levels: serious,
    check: onEach([nodeGroupType, scalingGroupType], (group, view) => {
      const ids = knownItems(group.type === nodeGroupType ? group.inputs.subnetIds : group.inputs.vpcZoneIdentifiers);
      const open = view.ofType(subnetType).filter((subnet) => ids.includes(at(subnet.id) ?? "") && isPublicSubnet(subnet, view));
      return open.length > 0 && `nodes run in public subnets: ${open.map(({ name }) => name).join(", ")}`;
    }),
  },
  {
    id: "eks-node-ssh",
    title: "SSH to nodes is limited to security groups",
    reason: "Without source security groups EKS opens port 22 of the nodes to the whole internet.",
    fix: "remove `remoteAccess` and use Session Manager, or name `sourceSecurityGroupIds`",
    controls: ["CKV_AWS_100", "EKS Best Practices / protecting-the-infrastructure"],
    levels: serious,
    check: onEach(nodeGroupType, ({ inputs }) => {
      const access = at(inputs.remoteAccess);
      const sources = itemsOf(at(access, "sourceSecurityGroupIds"));
      return at(access, "ec2SshKey") !== undefined && sources?.length === 0 && "port 22 of the nodes is open to the whole internet";
    }),
  },
  {
    id: "eks-nodes-one-zone",
    title: "Nodes run in more than one zone",
    reason: "The loss of one zone stops every workload.",
    fix: "set `network.zones` to 2 or more, and let pools use all of them",
    controls: ["EKS Best Practices / data-plane", "EKS Best Practices / subnets"],
    levels: productionOnly,
    check: oneZone,
  },
];
