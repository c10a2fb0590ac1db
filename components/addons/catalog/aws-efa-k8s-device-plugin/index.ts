import { z } from "zod";
import { eksImages } from "../../../reference/eks-images";
import { type Addon, helmChart } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { commonOptions, everyTaint } from "../common/options";

const name = "aws-efa-k8s-device-plugin";

const options = z.strictObject(commonOptions.chart);

/** AWS's device plugin for Elastic Fabric Adapter: exposes EFA interfaces to pods as `vpc.amazonaws.com/efa`. No AMI includes it. */
export const awsEfaK8sDevicePlugin: Addon<z.output<typeof options>> = {
  name,
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  supportsFargate: false,
  providedByAutoMode: true,
  byDefault: (profile) => (hasEfa(profile) ? {} : undefined),
  whenDisabled: (profile) =>
    hasEfa(profile)
      ? {
          allowed: true,
          message: "pods cannot request EFA devices until another device plugin or driver is installed",
          fix: "remove the key, or install the EFA DRA driver",
        }
      : undefined,
  warn: (_, profile, selected) =>
    !profile.existing && !hasEfa(profile) && !selected.has("karpenter")
      ? { message: "has no effect, because no pool has EFA interfaces", fix: "write `efa: true` in a pool, or remove the key" }
      : undefined,
  // The chart itself restricts the plugin to instance types with EFA, and keeps it off Auto Mode.
  install: (_, { context }) => [
    helmChart({
      chart: name,
      repo: "https://aws.github.io/eks-charts",
      namespace: "kube-system",
      values: () => ({ image: { repository: `${eksImages(context.region)}/${name}` }, tolerations: everyTaint }),
    }),
  ],
};

function hasEfa({ nodePools, karpenterPools }: StackProfile): boolean {
  return [...Object.values(nodePools), ...karpenterPools].some(({ efa }) => efa);
}
