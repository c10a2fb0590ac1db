import { z } from "zod";
import { topologySpread } from "../../../util/topology-spread";
import { type Addon, eksAddon, helmChart, type Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { addonVersions, isEksAddon } from "../../versions";
import { commonOptions, isEksAddonVersion, replicas, systemTolerations } from "../common/options";

const options = z.strictObject({ ...commonOptions.either, replicas });

/** Metrics Server: CPU and memory of pods and nodes, for autoscaling and `kubectl top`. */
export const metricsServer: Addon<z.output<typeof options>> = {
  name: "metrics-server",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  supportsFargate: true,
  validate: ({ version }, { partition }) => {
    const addon = isEksAddon(addonVersions["metrics-server"], partition);
    const wanted = addon
      ? "the EKS add-on, such as v0.9.0-eksbuild.7"
      : `the chart, such as 3.13.1, because AWS has no such add-on in ${partition}`;
    const fits = version === undefined || isEksAddonVersion(version) === addon;
    return fits ? undefined : `version ${version} is invalid: expected a version of ${wanted}; remove it to use the pinned version`;
  },
  registries: (_, { partition }) => (isEksAddon(addonVersions["metrics-server"], partition) ? [] : ["registry.k8s.io"]),
  install: ({ replicas }, { profile }) => {
    const values = configuration(replicas, profile);
    return [
      isEksAddon(addonVersions["metrics-server"], profile.partition)
        ? eksAddon("metrics-server", values)
        : helmChart({
            chart: "metrics-server",
            repo: "https://kubernetes-sigs.github.io/metrics-server/",
            namespace: "kube-system",
            values: (_, mirror) => ({ ...values, image: { repository: `${mirror("registry.k8s.io")}/metrics-server/metrics-server` } }),
          }),
    ];
  },
};

/** The EKS add-on is built from the chart and accepts the same keys. */
function configuration(replicas: number, profile: StackProfile): Values {
  return {
    replicas,
    containerPort: 10251, // the kubelet uses 10250 on Fargate
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": "metrics-server" }),
    tolerations: systemTolerations(profile),
  };
}
