// Children of `eks.NodeGroup`: a launch configuration, and an Auto Scaling group inside a CloudFormation stack.

import { mapValues } from "../../../components/util/map-values";
import type { Args, Child, Scope } from "../expansion/scope";
import { derive, type Input, type Inputs, type TrackedValue } from "../expansion/tracked-value";
import { operatingSystem } from "./ami";
import { type Core, coreOf } from "./core";
import { extraGroups, nodeBasics, nodeUserData, subnetsOf, volumeSettings } from "./node-group";

export async function expandNodeGroup(scope: Scope): Promise<Inputs> {
  const { args, name } = scope;
  const core = coreOf(scope);
  const { instanceType, profileName, security, keyName, image } = await nodeBasics(scope, name, args, core);
  const suffix = await scope.add("eks:index:RandomSuffix", `${name}-cfnStackName`, { input: name });
  const region = scope.invoke("aws:index/getRegion:getRegion").get("name");
  const configuration = await scope.add("aws:ec2/launchConfiguration:LaunchConfiguration", `${name}-nodeLaunchConfiguration`, {
    associatePublicIpAddress: args.get("nodeAssociatePublicIpAddress") ?? true,
    imageId: image.id,
    instanceType,
    iamInstanceProfile: profileName,
    keyName,
    securityGroups: security.groupIds,
    spotPrice: args.get("spotPrice"),
    ...volumes(args, image.info),
    userData: args.has("nodeUserDataOverride")
      ? args.get("nodeUserDataOverride")
      : nodeUserData(args, core, "self-managed-v1", suffix.out("output"), region),
    enableMonitoring: args.get("enableDetailedMonitoring"),
  });
  const stack = await registerStack(scope, core, suffix, configuration);
  return {
    autoScalingGroupName: stack.out("outputs", "NodeGroup"),
    cfnStack: stack.reference,
    extraNodeSecurityGroups: extraGroups(args),
    nodeSecurityGroup: security.group,
    nodeSecurityGroupId: security.groupId,
  };
}

function registerStack(scope: Scope, core: Core, suffix: Child, configuration: Child): Promise<Child> {
  const { args, name } = scope;
  const values = {
    configuration: configuration.id,
    desired: args.get("desiredCapacity") ?? 2,
    min: args.get("minSize") ?? 1,
    max: args.get("maxSize") ?? 2,
    subnets: subnetsOf(scope, args, core),
    cluster: core.from(core.cluster.out("name")),
    tags: args.get("autoScalingGroupTags"),
  };
  const tags = derive([args.get("cloudFormationTags"), core.tags], ([own, shared]: (object | null)[]) => ({
    Name: `${name}-nodes`,
    ...own,
    ...shared,
  }));
  return scope.add(
    "aws:cloudformation/stack:Stack",
    `${name}-nodes`,
    {
      name: suffix.out("output"),
      templateBody: derive(values, (known: TemplateValues) => template(known, args.has("spotPrice") ? 0 : 1)),
      tags: core.from(tags),
    },
    { dependsOn: core.nodeDependencies },
  );
}

interface TemplateValues {
  readonly configuration: string;
  readonly desired: number;
  readonly min: number;
  readonly max: number;
  readonly subnets: readonly string[];
  readonly cluster: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The stack's template, indented as the published code has it: its text is an input, and a change would show as one. */
function template({ configuration, desired, min, max, subnets, cluster, tags }: TemplateValues, inService: number): string {
  const all = { Name: `${cluster}-worker`, [`kubernetes.io/cluster/${cluster}`]: "owned", ...tags };
  const tagLines = Object.entries(all).map(([key, value]) =>
    [
      ["- Key: ", key],
      ["  Value: ", value],
      ["  PropagateAtLaunch: ", "'true'"],
    ]
      .map(([label, text]) => `\n${" ".repeat(26)}${label}${text}`)
      .join(""),
  );
  const lines: readonly (readonly [indent: number, text: string])[] = [
    [16, "AWSTemplateFormatVersion: '2010-09-09'"],
    [16, "Outputs:"],
    [20, "NodeGroup:"],
    [24, "Value: !Ref NodeGroup"],
    [16, "Resources:"],
    [20, "NodeGroup:"],
    [24, "Type: AWS::AutoScaling::AutoScalingGroup"],
    [24, "Properties:"],
    [26, `DesiredCapacity: ${desired}`],
    [26, `LaunchConfigurationName: ${configuration}`],
    [26, `MinSize: ${min}`],
    [26, `MaxSize: ${max}`],
    [26, `VPCZoneIdentifier: ${JSON.stringify(subnets)}`],
    [26, "Tags:"],
    [26, tagLines.join("")],
    [24, "UpdatePolicy:"],
    [26, "AutoScalingRollingUpdate:"],
    [28, `MinInstancesInService: '${inService}'`],
    [28, "MaxBatchSize: '1'"],
  ];
  return `\n${lines.map(([indent, text]) => " ".repeat(indent) + text).join("\n")}\n${" ".repeat(16)}`;
}

/** Root volume, or on Bottlerocket the volume behind it. */
function volumes(args: Args, image: TrackedValue): Inputs {
  const settings = volumeSettings(args);
  const chosen = derive([operatingSystem(args), image], ([os, info]: [string, ImageInfo]): Inputs => {
    if (os === "Bottlerocket") return { root: {}, others: [{ ...settings, deviceName: dataDevice(info) }] };
    if (os !== "AL2") return { root: settings, others: [] };
    const al2 = { encrypted: false, volumeSize: 20, volumeType: "gp2", deleteOnTermination: true };
    return {
      root: {
        ...settings,
        ...mapValues(al2, (key, value) => settings[key as keyof typeof al2] ?? value),
      },
      others: [],
    };
  });
  const untouched = Object.values(settings).every((value) => value === undefined);
  return { rootBlockDevice: chosen.get("root"), ebsBlockDevices: untouched ? [] : chosen.get("others") };
}

interface ImageInfo {
  readonly rootDeviceName?: string;
  readonly blockDeviceMappings?: readonly { readonly deviceName?: string }[];
}

function dataDevice({ rootDeviceName, blockDeviceMappings = [] }: ImageInfo): Input {
  return blockDeviceMappings.find(({ deviceName }) => deviceName !== rootDeviceName)?.deviceName ?? rootDeviceName;
}
