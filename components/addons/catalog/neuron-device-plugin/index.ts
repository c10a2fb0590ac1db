import { z } from "zod";
import { type Addon, helmChart } from "../../addon";
import { acceleratorTolerations, allPoolsWith } from "../common/device-plugins";
import { commonOptions } from "../common/options";

const options = z.strictObject(commonOptions.chart);

/** AWS Neuron's device plugin: exposes Inferentia and Trainium to pods as `aws.amazon.com/neuron`. No AMI includes it. Source: EKS user guide (2026). */
export const neuronDevicePlugin: Addon<z.output<typeof options>> = {
  name: "neuron-device-plugin",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  supportsFargate: false,
  providedByAutoMode: true,
  byDefault: (profile) => (allPoolsWith("neuron", profile).length > 0 ? {} : undefined),
  whenDisabled: (profile) =>
    allPoolsWith("neuron", profile).length > 0
      ? {
          allowed: true,
          message: "pods cannot request Neuron devices until another device plugin is installed",
          fix: "remove the key, or install another device plugin",
        }
      : undefined,
  warn: (_, profile, selected) =>
    !profile.existing && allPoolsWith("neuron", profile).length === 0 && !selected.has("karpenter")
      ? { message: "has no effect, because no pool has Neuron devices", fix: "remove the key" }
      : undefined,
  registries: () => ["public.ecr.aws"],
  // The chart itself restricts the plugin to instance types with Neuron devices.
  install: (_, { profile }) => [
    helmChart({
      chart: "oci://public.ecr.aws/neuron/neuron-helm-chart",
      release: "neuron-device-plugin",
      namespace: "kube-system",
      values: (_, mirror) => ({
        npd: { enabled: false },
        devicePlugin: {
          image: { repository: `${mirror("public.ecr.aws")}/neuron/neuron-device-plugin` },
          resources: { requests: { cpu: "10m", memory: "64Mi" } },
          tolerations: acceleratorTolerations("aws.amazon.com/neuron", allPoolsWith("neuron", profile)),
        },
      }),
    }),
  ],
};
