// The default image of nodes, by operating system, accelerator and architecture.
// Source: pulumi-eks 4.3; the names of the parameters are those of the EKS user guide.

import type { Args, Scope } from "../expansion/scope";
import { derive, type Input, type TrackedValue } from "../expansion/tracked-value";
import { refuse } from "../values";

export type OperatingSystem = "AL2" | "AL2023" | "Bottlerocket";
type Architecture = "x86_64" | "arm64";

interface AmiType {
  readonly os: OperatingSystem;
  readonly gpu: boolean;
  readonly architecture: Architecture;
  /** Path of the SSM parameter, with VERSION for the version of Kubernetes. */
  readonly parameter: string;
  /** An older name for it. */
  readonly alias?: string;
}

const optimized = (os: OperatingSystem, architecture: Architecture, gpu: boolean, path: string, alias = path): AmiType => ({
  os,
  gpu,
  architecture,
  parameter: `/aws/service/eks/optimized-ami/VERSION/${path}/recommended/image_id`,
  alias,
});

const bottlerocket = (architecture: Architecture, gpu: boolean): AmiType => ({
  os: "Bottlerocket",
  gpu,
  architecture,
  parameter: `/aws/service/bottlerocket/aws-k8s-VERSION${gpu ? "-nvidia" : ""}/${architecture}/latest/image_id`,
});

const amiTypes: Readonly<Record<string, AmiType>> = {
  AL2_x86_64: optimized("AL2", "x86_64", false, "amazon-linux-2"),
  AL2_x86_64_GPU: optimized("AL2", "x86_64", true, "amazon-linux-2-gpu"),
  AL2_ARM_64: optimized("AL2", "arm64", false, "amazon-linux-2-arm64", "amazon-linux-2-arm"),
  AL2023_x86_64_STANDARD: optimized("AL2023", "x86_64", false, "amazon-linux-2023/x86_64/standard"),
  AL2023_ARM_64_STANDARD: optimized("AL2023", "arm64", false, "amazon-linux-2023/arm64/standard"),
  AL2023_x86_64_NVIDIA: optimized("AL2023", "x86_64", true, "amazon-linux-2023/x86_64/nvidia"),
  BOTTLEROCKET_ARM_64: bottlerocket("arm64", false),
  BOTTLEROCKET_x86_64: bottlerocket("x86_64", false),
  BOTTLEROCKET_ARM_64_NVIDIA: bottlerocket("arm64", true),
  BOTTLEROCKET_x86_64_NVIDIA: bottlerocket("x86_64", true),
};

function amiType(name: string): AmiType | undefined {
  return amiTypes[name] ?? Object.values(amiTypes).find(({ alias }) => alias === name);
}

/** Operating system of nodes: that of the AMI type, else the requested one, else AL2023. */
export function operatingSystem(args: Args): TrackedValue {
  return derive([args.get("amiType"), args.get("operatingSystem")], ([type, os]: [string | null, OperatingSystem | null]) => {
    if (!type) return os ?? "AL2023";
    const found = amiType(type) ?? refuse(`amiType: ${type} has no known operating system in pulumi-eks`);
    if (os && os !== found.os) refuse(`operatingSystem: ${os} does not go with amiType ${type}, which is ${found.os}`);
    return found.os;
  });
}

/** Name of the matching AMI type; `path` is the argument with the instance types. */
export function fittingAmiType(os: Input, gpu: Input, instanceTypes: Input, path: string): TrackedValue {
  return derive([os, gpu, instanceTypes], ([system, accelerated, types]: [OperatingSystem, boolean | null, readonly string[] | null]) => {
    const architecture = architectureOf(types ?? [], path);
    const found = Object.entries(amiTypes).find(
      ([, type]) => type.os === system && type.gpu === (accelerated ?? false) && type.architecture === architecture,
    );
    return found?.[0] ?? refuse(`gpu: there is no ${system} image for ${architecture} with accelerators`);
  });
}

function architectureOf(instanceTypes: readonly string[], path: string): Architecture {
  const graviton = instanceTypes.map((type) => {
    const match = /([a-z]+)([0-9]+)([a-z])?-?([a-z]+)?\.([a-zA-Z0-9-]+)/.exec(type) ?? refuse(`${path}: ${type} is not an instance type`);
    return match[3] === "g";
  });
  if (new Set(graviton).size > 1) refuse(`${path}: instance types of both architectures, found ${instanceTypes.join(", ")}`);
  return graviton[0] ? "arm64" : "x86_64";
}

/** The image that AWS recommends for a version of Kubernetes, by its SSM parameter. */
export function recommendedImage(scope: Scope, args: Args, clusterVersion: TrackedValue): TrackedValue {
  const single = args.get("instanceType");
  const types = single?.truthy ? { value: [single], path: "instanceType" } : { value: args.get("instanceTypes"), path: "instanceTypes" };
  const type = args.has("amiType")
    ? derive(args.get("amiType"), (name: string) =>
        amiType(name) ? name : refuse(`amiType: no recommended image for ${name}; name one in amiId`),
      )
    : fittingAmiType(operatingSystem(args), args.get("gpu"), types.value, types.path);
  return derive([type, args.has("version") ? args.get("version") : clusterVersion], ([name, version]: string[]) => {
    const parameter = amiType(name!)!.parameter.replace("VERSION", version!);
    return scope.invoke("aws:ssm/getParameter:getParameter", { name: parameter }).get("value");
  });
}
