// AWS AMIs for EKS nodes: by operating system, CPU architecture and accelerator. `null`: there is none.
// Source: botocore eks service-2.json, shape AMITypes (2026-08-07); parameter names: eksctl ssm_resolver.go (2026-08-21);
// Windows: karpenter-provider-aws amifamily/windows.go (2026-08-21).
import type { Accelerator, Architecture } from "./instance-families";

/** Windows is Windows Server Core, without a desktop, unless an AMI type says otherwise. */
export type AmiFamily = "al2023" | "bottlerocket" | "windows2019" | "windows2022" | "windows2025";

/** Accelerator drivers in an AMI. */
export type AmiVariant = "standard" | "nvidia" | "neuron";

export interface AmiFacts {
  /** `amiType` of a managed node group. */
  readonly amiType: string;
  /** Public SSM parameter with the id of the newest AMI for a Kubernetes version. */
  readonly parameter: (kubernetesVersion: string) => string;
}

/** The variant with the driver of an accelerator; other accelerators use the standard AMI with a driver that the user installs. */
export const amiVariants: Readonly<Record<Accelerator, AmiVariant>> = {
  nvidia: "nvidia",
  neuron: "neuron",
  habana: "standard",
  "amd-gpu": "standard",
  qualcomm: "standard",
  fpga: "standard",
  media: "standard",
};

/** Spelling of an architecture in `amiType`. */
const spelling: Readonly<Record<Architecture, string>> = { x86_64: "x86_64", arm64: "ARM_64" };

export const amis: Readonly<Record<AmiFamily, Record<AmiVariant, Record<Architecture, AmiFacts | null>>>> = {
  al2023: {
    standard: { x86_64: al2023("x86_64", "standard"), arm64: al2023("arm64", "standard") },
    nvidia: { x86_64: al2023("x86_64", "nvidia"), arm64: al2023("arm64", "nvidia") },
    neuron: { x86_64: al2023("x86_64", "neuron"), arm64: null },
  },
  bottlerocket: {
    standard: { x86_64: bottlerocket("x86_64"), arm64: bottlerocket("arm64") },
    nvidia: { x86_64: bottlerocket("x86_64", "nvidia"), arm64: bottlerocket("arm64", "nvidia") },
    // The standard AMI has the driver, from 1.30 on (EKS user guide, EKS-optimized accelerated AMIs; eksctl-io/eksctl#8173)
    neuron: { x86_64: bottlerocket("x86_64"), arm64: null },
  },
  windows2019: windows("2019"),
  windows2022: windows("2022"),
  windows2025: windows("2025"),
};

function al2023(arch: Architecture, variant: AmiVariant): AmiFacts {
  return {
    amiType: `AL2023_${spelling[arch]}_${variant.toUpperCase()}`,
    parameter: (version) => `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${arch}/${variant}/recommended/image_id`,
  };
}

function bottlerocket(arch: Architecture, driver?: "nvidia"): AmiFacts {
  return {
    amiType: `BOTTLEROCKET_${spelling[arch]}${driver ? "_NVIDIA" : ""}`,
    parameter: (version) => bottlerocketParameter(version, { arch, nvidia: driver === "nvidia" }),
  };
}

interface BottlerocketVariant {
  readonly arch: Architecture;
  /** With the driver of NVIDIA GPUs. */
  readonly nvidia?: boolean;
  /** With FIPS 140 validated modules. */
  readonly fips?: boolean;
  /** Such as `1.50.0`. Default: the newest. */
  readonly release?: string;
}

/** Public SSM parameter with the id of a Bottlerocket AMI. Source: EKS user guide, "Retrieve recommended Bottlerocket AMI IDs" (2026). */
export function bottlerocketParameter(kubernetes: string, { arch, nvidia, fips, release = "latest" }: BottlerocketVariant): string {
  return `/aws/service/bottlerocket/aws-k8s-${kubernetes}${nvidia ? "-nvidia" : ""}${fips ? "-fips" : ""}/${arch}/${release}/image_id`;
}

/** Runs on x86 alone. AMIs with GPU drivers are custom ones (EKS user guide, EKS-optimized accelerated AMIs for Windows, 2026). */
function windows(year: string): Record<AmiVariant, Record<Architecture, AmiFacts | null>> {
  const core: AmiFacts = {
    amiType: `WINDOWS_CORE_${year}_x86_64`,
    parameter: (version) => `/aws/service/ami-windows-latest/Windows_Server-${year}-English-Core-EKS_Optimized-${version}/image_id`,
  };
  const none = { x86_64: null, arm64: null };
  return { standard: { x86_64: core, arm64: null }, nvidia: none, neuron: none };
}

export interface AmiTypeFacts {
  readonly family: AmiFamily;
  readonly arch: Architecture;
  readonly accelerator?: "nvidia" | "neuron";
}

/** AMI types of managed node groups that settings can name. Amazon Linux 2 is left out. Source: as above. */
export const amiTypes = {
  AL2023_x86_64_STANDARD: { family: "al2023", arch: "x86_64" },
  AL2023_ARM_64_STANDARD: { family: "al2023", arch: "arm64" },
  AL2023_x86_64_NEURON: { family: "al2023", arch: "x86_64", accelerator: "neuron" },
  AL2023_x86_64_NVIDIA: { family: "al2023", arch: "x86_64", accelerator: "nvidia" },
  AL2023_ARM_64_NVIDIA: { family: "al2023", arch: "arm64", accelerator: "nvidia" },
  BOTTLEROCKET_x86_64: { family: "bottlerocket", arch: "x86_64" },
  BOTTLEROCKET_ARM_64: { family: "bottlerocket", arch: "arm64" },
  BOTTLEROCKET_x86_64_FIPS: { family: "bottlerocket", arch: "x86_64" },
  BOTTLEROCKET_ARM_64_FIPS: { family: "bottlerocket", arch: "arm64" },
  BOTTLEROCKET_x86_64_NVIDIA: { family: "bottlerocket", arch: "x86_64", accelerator: "nvidia" },
  BOTTLEROCKET_ARM_64_NVIDIA: { family: "bottlerocket", arch: "arm64", accelerator: "nvidia" },
  BOTTLEROCKET_x86_64_NVIDIA_FIPS: { family: "bottlerocket", arch: "x86_64", accelerator: "nvidia" },
  BOTTLEROCKET_ARM_64_NVIDIA_FIPS: { family: "bottlerocket", arch: "arm64", accelerator: "nvidia" },
  WINDOWS_CORE_2019_x86_64: { family: "windows2019", arch: "x86_64" },
  WINDOWS_FULL_2019_x86_64: { family: "windows2019", arch: "x86_64" },
  WINDOWS_CORE_2022_x86_64: { family: "windows2022", arch: "x86_64" },
  WINDOWS_FULL_2022_x86_64: { family: "windows2022", arch: "x86_64" },
  WINDOWS_CORE_2025_x86_64: { family: "windows2025", arch: "x86_64" },
  WINDOWS_FULL_2025_x86_64: { family: "windows2025", arch: "x86_64" },
} as const satisfies Readonly<Record<string, AmiTypeFacts>>;

/** AMI type of EKS, such as `AL2023_ARM_64_STANDARD`. */
export type AmiTypeName = keyof typeof amiTypes;

/** Discontinued families: the first Kubernetes version without their AMIs, and their replacement. Source: eksctl types.go (2026-08-21). */
export const retiredAmiFamilies: Readonly<Record<string, { readonly goneFrom: string; readonly instead: AmiFamily }>> = {
  al2: { goneFrom: "1.33", instead: "al2023" },
};

/** Families whose AMIs begin with a Kubernetes version. Source: EKS user guide, Windows AMI versions (2026); cloud-barista/cb-tumblebug#2478 (2026-05-11), which started one of every type. */
export const firstKubernetes: Readonly<Partial<Record<AmiFamily, string>>> = { windows2025: "1.35" };
