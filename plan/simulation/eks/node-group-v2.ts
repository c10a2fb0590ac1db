// Children of `eks.NodeGroupV2`, and of the default node group of `eks.Cluster`: a launch template and an Auto Scaling group.

import { isRecord } from "../../../components/util/is-record";
import { isList } from "../../types";
import type { Args, Child, Scope } from "../expansion/scope";
import { derive, type Input, type Inputs, type TrackedValue } from "../expansion/tracked-value";
import { operatingSystem } from "./ami";
import { type Core, coreOf } from "./core";
import { extraGroups, nodeBasics, nodeUserData, subnetsOf, volumeSettings } from "./node-group";

export interface NodeGroup {
  readonly group: Child;
  /** Outputs of the component. */
  readonly outputs: Inputs;
}

export async function expandNodeGroupV2(scope: Scope): Promise<Inputs> {
  return (await registerNodeGroupV2(scope, scope.name, scope.args, coreOf(scope))).outputs;
}

export async function registerNodeGroupV2(scope: Scope, name: string, args: Args, core: Core): Promise<NodeGroup> {
  const { instanceType, profileName, security, keyName, image } = await nodeBasics(scope, name, args, core);
  const spotPrice = args.has("spotPrice") ? args.get("spotPrice") : undefined;
  const template = await scope.add("aws:ec2/launchTemplate:LaunchTemplate", `${name}-launchTemplate`, {
    imageId: image.id,
    instanceType,
    iamInstanceProfile: { name: profileName },
    keyName,
    instanceMarketOptions: spotPrice && { marketType: "spot", spotOptions: { maxPrice: spotPrice } },
    blockDeviceMappings: volumes(args, image.info),
    networkInterfaces: [
      { associatePublicIpAddress: asText(args.get("nodeAssociatePublicIpAddress") ?? true), securityGroups: security.groupIds },
    ],
    userData: derive(nodeUserData(args, core, "self-managed-v2", name), (text: string) => Buffer.from(text).toString("base64")),
    tagSpecifications: args.get("launchTemplateTagSpecifications"),
    monitoring: args.get("enableDetailedMonitoring") && { enabled: args.get("enableDetailedMonitoring") },
  });
  const group = await registerGroup(scope, name, args, core, template);
  const outputs: Inputs = {
    autoScalingGroup: group.reference,
    nodeSecurityGroup: security.group,
    nodeSecurityGroupId: security.groupId,
    extraNodeSecurityGroups: extraGroups(args),
  };
  return { group, outputs };
}

function registerGroup(scope: Scope, name: string, args: Args, core: Core, template: Child): Promise<Child> {
  const clusterName = core.from(core.cluster.out("name"));
  return scope.add(
    "aws:autoscaling/group:Group",
    name,
    {
      minSize: args.get("minSize") ?? 1,
      maxSize: args.get("maxSize") ?? 2,
      desiredCapacity: args.get("desiredCapacity") ?? 2,
      launchTemplate: { name: template.out("name"), version: derive(template.out("latestVersion"), (version: number) => String(version)) },
      vpcZoneIdentifiers: subnetsOf(scope, args, core),
      instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: args.get("minRefreshPercentage") ?? 50 } },
      tags: derive([clusterName, args.get("autoScalingGroupTags")], ([cluster, own]: [string, Readonly<Record<string, string>> | null]) =>
        groupTags(cluster, own ?? {}),
      ),
    },
    { dependsOn: core.nodeDependencies, ignoreChanges: args.has("ignoreScalingChanges") ? ["desiredCapacity"] : undefined },
  );
}

function groupTags(cluster: string, own: Readonly<Record<string, string>>) {
  const all = [...Object.entries(own), [`kubernetes.io/cluster/${cluster}`, "owned"], ["Name", `${cluster}-worker`]];
  return all.map(([key, value]) => ({ key: key!, value: value!, propagateAtLaunch: true }));
}

/** Text of a flag, as launch templates take it. */
function asText(flag: Input): TrackedValue {
  return derive(flag, (value: boolean) => String(value));
}

/** The volume of the nodes: always on AL2, else only if an argument configures it. */
function volumes(args: Args, image: TrackedValue): TrackedValue {
  const settings = volumeSettings(args);
  return derive(operatingSystem(args), (os: string) => {
    const flag = (value: TrackedValue | undefined, fallback?: boolean) =>
      value ? asText(value) : fallback === undefined ? undefined : String(fallback);
    const al2 = os === "AL2";
    if (!al2 && Object.values(settings).every((value) => value === undefined)) return [];
    const ebs = {
      ...settings,
      encrypted: flag(settings.encrypted, al2 ? false : undefined),
      volumeSize: settings.volumeSize ?? (al2 ? 20 : undefined),
      volumeType: settings.volumeType ?? (al2 ? "gp2" : undefined),
      deleteOnTermination: flag(settings.deleteOnTermination, al2 ? true : undefined),
    };
    return [{ deviceName: deviceOf(image, os), ebs }];
  });
}

/** Root device; on Bottlerocket the second one, with images and logs. */
function deviceOf(image: TrackedValue, os: string): TrackedValue {
  return derive(image, (info: { readonly rootDeviceName?: string; readonly blockDeviceMappings?: Input }) => {
    const devices = isList(info.blockDeviceMappings as never) ? (info.blockDeviceMappings as readonly never[]) : [];
    const names = devices.flatMap((device) => (isRecord(device) ? String((device as Readonly<Record<string, string>>).deviceName) : []));
    return (os === "Bottlerocket" ? names.find((name) => name !== info.rootDeviceName) : names[0]) ?? info.rootDeviceName;
  });
}
