// What `eks.ManagedNodeGroup` registers: a managed group, and a launch template where the arguments need one.
import { derive, type Flow, type Input, type Inputs, settle } from "../expansion/flow";
import type { Child, Scope } from "../expansion/scope";
import { refuse, texts } from "../values";
import { fittingAmiType, type OperatingSystem, operatingSystem, recommendedImage } from "./ami";
import { usesAccessEntries } from "./arguments";
import { type Core, coreOf } from "./core";
import { metadataOf } from "./node-group";
import { type ClusterMetadata, type UserDataArgs, userData } from "./user-data";

/** Arguments that need user data of our own, ... */
const userDataArguments = ["bootstrapExtraArgs", "kubeletExtraArgs", "bottlerocketSettings", "nodeadmExtraOptions"];
/** ... and a launch template. */
const templateArguments = [...userDataArguments, "enableIMDSv2", "userData", "amiId", "enableEfaSupport"];

/** Arguments that the managed group takes as they are. */
const passedOn = [
  "amiType",
  "capacityType",
  "diskSize",
  "forceUpdateVersion",
  "instanceTypes",
  "labels",
  "nodeGroupName",
  "nodeGroupNamePrefix",
  "releaseVersion",
  "remoteAccess",
  "tags",
  "taints",
  "version",
];

export async function expandManagedNodeGroup(scope: Scope): Promise<Inputs> {
  const { args, name } = scope;
  const core = coreOf(scope);
  const roleArn = roleArnOf(scope, core);
  checkArgs(scope);
  const placement = args.plain("enableEfaSupport") ? await registerPlacement(scope) : undefined;
  const template = needs(scope, templateArguments) ? await registerTemplate(scope, core, placement) : undefined;
  const group = await scope.add(
    "aws:eks/nodeGroup:NodeGroup",
    name,
    {
      ...groupInputs(scope, core, template !== undefined),
      nodeRoleArn: roleArn,
      subnetIds: subnetsOf(scope, core),
      clusterName: args.has("clusterName") ? args.get("clusterName") : core.from(core.cluster.out("name")),
      launchTemplate: template
        ? { id: template.id, version: derive(template.out("latestVersion"), (version: number) => String(version)) }
        : args.get("launchTemplate"),
    },
    { dependsOn: core.nodeAccess, ignoreChanges: args.has("ignoreScalingChanges") ? ["scalingConfig.desiredSize"] : undefined },
  );
  return { nodeGroup: group.reference, placementGroupName: placement?.out("name") ?? "" };
}

function needs({ args }: Scope, names: readonly string[]): boolean {
  return names.some((name) => args.get(name) !== undefined);
}

/** Whether the nodes start with user data of our own: EKS then takes neither AMI type nor versions. */
function ownUserData(scope: Scope): boolean {
  return needs(scope, userDataArguments) || scope.args.has("userData") || scope.args.has("amiId");
}

function checkArgs(scope: Scope): void {
  const { args } = scope;
  for (const name of ["gpu", "amiType"]) if (args.has("amiId") && args.has(name)) refuse(`amiId: not together with ${name}`);
  if (args.has("launchTemplate") && needs(scope, templateArguments))
    refuse(`launchTemplate: not together with ${templateArguments.join(", ")}`);
  if (args.has("userData") && needs(scope, userDataArguments)) refuse(`userData: not together with ${userDataArguments.join(", ")}`);
  if (args.has("enableEfaSupport") && !args.has("placementGroupAvailabilityZone"))
    refuse("placementGroupAvailabilityZone: needed with enableEfaSupport");
}

/** ARN of the nodes' role. Without access entries the cluster must already know it. */
function roleArnOf(scope: Scope, core: Core): Flow {
  const { args } = scope;
  const [role, arn] = [args.get("nodeRole"), args.get("nodeRoleArn")];
  if (role && arn) refuse("nodeRole: not together with nodeRoleArn");
  const found = arn ?? (role ? scope.lookUp(role).out("arn") : refuse("nodeRole: missing; or nodeRoleArn"));
  const mode = core.cluster.out("accessConfig", "authenticationMode").value;
  const known = texts(core.instanceRoleArns.value);
  if (typeof mode === "string" && !usesAccessEntries(mode) && typeof found.value === "string" && !known.includes(found.value)) {
    refuse("nodeRole: must be among the instanceRoles of a cluster without access entries");
  }
  return found;
}

function groupInputs(scope: Scope, core: Core, ownTemplate: boolean): Inputs {
  const { args } = scope;
  const versioned = args.get("version") ?? (args.has("launchTemplate") ? undefined : core.from(core.cluster.out("version")));
  const inputs: Record<string, Input> = { ...Object.fromEntries(passedOn.map((name) => [name, args.get(name)])), version: versioned };
  if (ownTemplate) delete inputs.diskSize;
  if (ownUserData(scope)) for (const name of ["version", "releaseVersion", "amiType"]) delete inputs[name];
  else if (inputs.amiType === undefined && args.get("operatingSystem")) {
    inputs.amiType = fittingAmiType(args.get("operatingSystem"), args.get("gpu"), args.get("instanceTypes"), "instanceTypes");
  }
  inputs.scalingConfig = derive(args.get("scalingConfig"), (given: Readonly<Record<string, number>> | undefined) => ({
    desiredSize: given?.desiredSize ?? 2,
    minSize: given?.minSize ?? 1,
    maxSize: given?.maxSize ?? 2,
  }));
  return inputs;
}

/** The named subnets, else those of the cluster; with EFA only those in the zone of the placement group. */
function subnetsOf(scope: Scope, core: Core): Flow {
  const { args } = scope;
  const all = args.get("subnetIds") ?? core.subnetIds;
  if (!args.plain("enableEfaSupport")) return all;
  const zone = args.get("placementGroupAvailabilityZone");
  const filters = [{ name: "instance-type", values: [firstType(scope)] }];
  const offered = scope
    .invoke("aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings", { filters, locationType: "availability-zone" })
    .get("locations");
  const checked = derive([zone, offered], ([wanted, zones]: [string, readonly string[]]) =>
    zones.includes(wanted) ? wanted : refuse(`placementGroupAvailabilityZone: ${wanted} does not offer the instance type`),
  );
  const found = scope.invoke("aws:ec2/getSubnets:getSubnets", {
    filters: [
      { name: "availability-zone", values: [checked] },
      { name: "subnet-id", values: all },
    ],
  });
  return derive(found.get("ids"), (ids: readonly string[]) =>
    ids.length > 0 ? [...ids] : refuse("placementGroupAvailabilityZone: no subnet of the group lies there"),
  );
}

function firstType({ args }: Scope): Flow {
  return derive(args.get("instanceTypes"), (types: readonly string[] | undefined) => types?.[0] ?? "t3.medium");
}

function registerPlacement(scope: Scope): Promise<Child> {
  return scope.add("aws:ec2/placementGroup:PlacementGroup", scope.name, { strategy: "cluster", tags: scope.args.get("tags") });
}

function registerTemplate(scope: Scope, core: Core, placement: Child | undefined): Promise<Child> {
  const { args, name } = scope;
  const os = operatingSystem(args);
  const imdsv2 = args.plain<boolean>("enableIMDSv2");
  return scope.add("aws:ec2/launchTemplate:LaunchTemplate", `${name}-launchTemplate`, {
    blockDeviceMappings: args.has("diskSize")
      ? [
          {
            deviceName: derive(os, (system: OperatingSystem) => (system === "Bottlerocket" ? "/dev/xvdb" : "/dev/xvda")),
            ebs: { volumeSize: args.get("diskSize") },
          },
        ]
      : undefined,
    userData: ownUserData(scope) ? templateUserData(scope, core, os) : undefined,
    metadataOptions:
      imdsv2 === undefined
        ? undefined
        : { httpTokens: imdsv2 ? "required" : "optional", httpPutResponseHopLimit: 2, httpEndpoint: "enabled" },
    imageId: ownUserData(scope) ? (args.get("amiId") ?? recommendedImage(scope, args, core.from(core.cluster.out("version")))) : undefined,
    placement: placement && { groupName: placement.out("name") },
    networkInterfaces: placement && efaInterfaces(scope, core),
  });
}

const effects: Readonly<Record<string, string>> = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
};

interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

function templateUserData(scope: Scope, core: Core, os: Flow): Flow {
  const { args } = scope;
  const taints = args.get("taints");
  const own = {
    kubeletExtraArgs: args.get("kubeletExtraArgs"),
    bootstrapExtraArgs: args.get("bootstrapExtraArgs"),
    labels: args.get("labels"),
    taints:
      taints &&
      derive(taints, (list: readonly Taint[]) =>
        Object.fromEntries(list.map(({ key, value, effect }) => [key, { value, effect: effectOf(effect) }])),
      ),
    bottlerocketSettings: args.get("bottlerocketSettings"),
    nodeadmExtraOptions: args.get("nodeadmExtraOptions"),
    override: args.get("userData"),
  };
  const metadata = metadataOf(core, args.has("clusterName") ? args.get("clusterName") : undefined);
  return derive([os, metadata, settle(own)], ([system, cluster, values]: [OperatingSystem, ClusterMetadata, Omit<UserDataArgs, "kind">]) =>
    Buffer.from(userData(system, cluster, { ...values, kind: "managed" })).toString("base64"),
  );
}

function effectOf(effect: string): string {
  return effects[effect] ?? refuse(`taints: expected one of ${Object.keys(effects).join(", ")}, found ${effect}`);
}

/** One network interface per network card, as EFA wants them. */
function efaInterfaces(scope: Scope, core: Core): Flow {
  const type = firstType(scope);
  const info = scope.invoke("aws:ec2/getInstanceType:getInstanceType", { instanceType: type });
  const group = core.from(core.cluster.out("vpcConfig", "clusterSecurityGroupId"));
  return derive(
    [info.get("efaSupported"), info.get("maximumNetworkCards"), type],
    ([supported, cards, name]: [boolean, number, string]) => {
      if (!supported) refuse(`instanceTypes: ${name} does not support EFA`);
      return Array.from({ length: Math.max(1, cards) }, (_, index) => ({
        deleteOnTermination: "true",
        networkCardIndex: index,
        deviceIndex: index === 0 ? 0 : 1,
        interfaceType: index === 0 ? "efa" : "efa-only",
        securityGroups: [group],
      }));
    },
  );
}
