import { z } from "zod";
import { type Addon, helmChart } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { acceleratorTolerations, allPoolsWith, poolsWithoutGpuPlugin } from "../common/device-plugins";
import { commonOptions } from "../common/options";
import { amiLabel } from "../karpenter/node-class";

const options = z.strictObject(commonOptions.chart);

/**
 * NVIDIA's device plugin: exposes GPUs to pods as `nvidia.com/gpu`. AL2023's NVIDIA AMIs include driver and toolkit but not the plugin;
 * Bottlerocket's include the plugin too. Source: EKS user guide, device plugin for GPUs (2026).
 */
export const nvidiaDevicePlugin: Addon<z.output<typeof options>> = {
  name: "nvidia-device-plugin",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  supportsFargate: false,
  providedByAutoMode: true,
  byDefault: (profile) => (poolsWithoutGpuPlugin(profile).length > 0 && !profile.gpuOperator ? {} : undefined),
  whenDisabled: (profile) =>
    poolsWithoutGpuPlugin(profile).length > 0 && !profile.gpuOperator
      ? {
          allowed: true,
          message: "pods cannot request GPUs until another device plugin is installed",
          fix: "remove the key, or install another device plugin",
        }
      : undefined,
  warn: (_, profile, selected) =>
    !profile.existing && poolsWithoutGpuPlugin(profile).length === 0 && !selected.has("karpenter")
      ? { message: "has no effect, because no pool has NVIDIA GPUs and an AMI without the device plugin", fix: "remove the key" }
      : undefined,
  registries: () => ["nvcr.io"],
  install: (_, { profile }) => [
    helmChart({
      chart: "nvidia-device-plugin",
      repo: "https://nvidia.github.io/k8s-device-plugin",
      namespace: "kube-system",
      values: (_, mirror) => ({
        image: { repository: `${mirror("nvcr.io")}/nvidia/k8s-device-plugin` },
        resources: { requests: { cpu: "10m", memory: "64Mi" } },
        tolerations: acceleratorTolerations("nvidia.com/gpu", allPoolsWith("nvidia", profile)),
        affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: where(profile) } } },
      }),
    }),
  ],
};

/** Any of: a node pool of the stack, a Karpenter node, a node labeled by the user. */
function where(profile: StackProfile) {
  const types = [...new Set(poolsWithoutGpuPlugin(profile).flatMap(({ instanceTypes = [] }) => instanceTypes))];
  return [
    ...(types.length > 0 ? [{ matchExpressions: [{ key: "node.kubernetes.io/instance-type", operator: "In", values: types }] }] : []),
    {
      matchExpressions: [
        { key: "karpenter.k8s.aws/instance-gpu-manufacturer", operator: "In", values: ["nvidia"] },
        { key: amiLabel, operator: "NotIn", values: ["bottlerocket"] },
      ],
    },
    { matchExpressions: [{ key: "nvidia.com/gpu.present", operator: "In", values: ["true"] }] },
  ];
}
