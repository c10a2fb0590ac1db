import { z } from "zod";
import { mergeValues } from "../../../util/deep-merge";
import { type Addon, type AddonWarning, helmChart, type InstallContext, type Mirror, type Selected, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { acceleratorTolerations, allPoolsWith } from "../common/device-plugins";
import { commonOptions, systemTolerations } from "../common/options";

const name = "gpu-operator";
const nvidia = "nvcr.io";
const features = "registry.k8s.io";

const options = z.strictObject({
  ...commonOptions.chart,
  mig: z
    .enum(["single", "mixed"])
    .optional()
    .describe(
      "Partitions GPUs by the node label `nvidia.com/mig.config`; single: pods request `nvidia.com/gpu`, mixed: the profile, such as `nvidia.com/mig-1g.10gb`. Default: GPUs are not partitioned",
    ),
  timeSlicing: z
    .int()
    .min(2)
    .max(48)
    .optional()
    .describe("Number of pods that share a GPU in turns, without isolation of their memory. Default: one"),
  dcgmExporter: z.boolean().default(true).describe("Metrics of the GPUs, in the format of Prometheus"),
});

type Options = z.output<typeof options>;

/**
 * NVIDIA GPU Operator: device plugin, labels of GPUs, metrics and MIG. AL2023's NVIDIA AMIs include driver and toolkit, which the operator leaves to them.
 * Source: EKS best practices guide, AI/ML (2026).
 */
export const gpuOperator: Addon<Options> = {
  name,
  options,
  namespace: name,
  requires: ["nodes"],
  after: ["prometheus"], // whose CRD a ServiceMonitor needs
  conflicts: ["nvidia-device-plugin"],
  supportsFargate: false,
  providedByAutoMode: true,
  validate: (_, profile) => {
    const pools = allPoolsWith("nvidia", profile).filter(({ family }) => family === "bottlerocket");
    return pools.map(
      (pool) => () =>
        `node pool \`${pool.name}\` runs Bottlerocket, whose NVIDIA AMIs have a device plugin of their own; set its \`ami: al2023\`, or remove \`${name}\``,
    );
  },
  warn: (_, profile, selected) => warnings(profile, selected),
  registries: () => [nvidia, features],
  install: (options, install) => [
    helmChart({
      chart: name,
      repo: "https://helm.ngc.nvidia.com/nvidia",
      namespace: name,
      values: (_, mirror) => values(options, install, mirror),
    }),
  ],
};

function warnings(profile: StackProfile, selected: Selected): AddonWarning[] {
  if (profile.autoMode)
    return [
      {
        message: "its pods would run on GPU nodes of Auto Mode too, which have a device plugin of their own",
        fix: 'set the label `nvidia.com/gpu.deploy.operands: "false"` in their NodePools',
      },
    ];
  if (profile.existing || allPoolsWith("nvidia", profile).length > 0 || selected.has("karpenter")) return [];
  return [{ message: "has no effect, because no pool has NVIDIA GPUs", fix: "remove the key" }];
}

function values({ mig, timeSlicing, dcgmExporter }: Options, { profile, selected }: InstallContext, mirror: Mirror): Values {
  const onGpus = acceleratorTolerations("nvidia.com/gpu", allPoolsWith("nvidia", profile));
  const tolerations = systemTolerations(profile);
  const own: Values = {
    operator: { tolerations },
    daemonsets: { tolerations: onGpus },
    driver: { enabled: false }, // of the AMI
    toolkit: { enabled: false }, // likewise
    ...(timeSlicing !== undefined && { devicePlugin: { config: sharing(timeSlicing) } }),
    dcgmExporter: { enabled: dcgmExporter, serviceMonitor: { enabled: dcgmExporter && selected.has("prometheus") } },
    migManager: { enabled: mig !== undefined },
    ...(mig !== undefined && { mig: { strategy: mig } }),
    "node-feature-discovery": {
      image: { repository: `${mirror(features)}/nfd/node-feature-discovery` },
      master: { tolerations },
      gc: { tolerations },
      worker: { tolerations: [...onGpus, ...tolerations.slice(1)] },
    },
  };
  return mergeValues(repositories(`${mirror(nvidia)}/nvidia`), own);
}

/** Where the images of each part come from, also of those that are off. */
function repositories(nvidia: string): Values {
  const at = (repository: string, ...parts: readonly string[]) => Object.fromEntries(parts.map((part) => [part, { repository }]));
  const cloudNative = `${nvidia}/cloud-native`;
  const manager = { repository: cloudNative };
  return {
    ...at(nvidia, "operator", "validator", "devicePlugin", "gfd", "nodeStatusExporter", "sandboxDevicePlugin"),
    ...at(`${nvidia}/k8s`, "toolkit", "dcgmExporter"),
    ...at(cloudNative, "migManager", "dcgm", "gds", "gdrcopy", "vgpuDeviceManager", "kataSandboxDevicePlugin", "ccManager"),
    driver: { repository: nvidia, manager },
    vfioManager: { ...manager, driverManager: manager },
    vgpuManager: { ...manager, driverManager: manager },
  };
}

/** Configuration of the device plugin for all nodes. */
function sharing(replicas: number): Values {
  const config = `version: v1\nsharing:\n  timeSlicing:\n    resources:\n      - name: nvidia.com/gpu\n        replicas: ${replicas}\n`;
  return { create: true, name: "time-slicing", default: "any", data: { any: config } };
}
