// The launch template of `eks.ManagedNodeGroup`, for arguments that the node group itself does not have.

import type { Child, Scope } from "../expansion/scope";
import { derive, type TrackedValue, unwrap } from "../expansion/tracked-value";
import { refuse } from "../values";
import { type OperatingSystem, operatingSystem, recommendedImage } from "./ami";
import type { Core } from "./core";
import { metadataOf } from "./node-group";
import { type ClusterMetadata, type UserDataArgs, userData } from "./user-data";

/** Arguments that require custom user data, ... */
export const userDataArguments = ["bootstrapExtraArgs", "kubeletExtraArgs", "bottlerocketSettings", "nodeadmExtraOptions"];
/** ... and a launch template. */
export const templateArguments = [...userDataArguments, "enableIMDSv2", "userData", "amiId", "enableEfaSupport"];

function needs({ args }: Scope, names: readonly string[]): boolean {
  return names.some((name) => args.get(name) !== undefined);
}

/** Whether the nodes have custom user data: EKS then accepts neither AMI type nor versions. */
export function ownUserData(scope: Scope): boolean {
  return needs(scope, userDataArguments) || scope.args.has("userData") || scope.args.has("amiId");
}

/** Whether the arguments need a launch template. */
export function needsTemplate(scope: Scope): boolean {
  return needs(scope, templateArguments);
}

/** The first instance type determines the properties of all. */
export function firstType({ args }: Scope): TrackedValue {
  return derive(args.get("instanceTypes"), (types: readonly string[] | undefined) => types?.[0] ?? "t3.medium");
}

export function registerTemplate(scope: Scope, core: Core, placement: Child | undefined): Promise<Child> {
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

function templateUserData(scope: Scope, core: Core, os: TrackedValue): TrackedValue {
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
  return derive([os, metadata, unwrap(own)], ([system, cluster, values]: [OperatingSystem, ClusterMetadata, Omit<UserDataArgs, "kind">]) =>
    Buffer.from(userData(system, cluster, { ...values, kind: "managed" })).toString("base64"),
  );
}

function effectOf(effect: string): string {
  return effects[effect] ?? refuse(`taints: expected one of ${Object.keys(effects).join(", ")}, found ${effect}`);
}

/** One network interface per network card, as EFA requires. */
function efaInterfaces(scope: Scope, core: Core): TrackedValue {
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
