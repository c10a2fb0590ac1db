import type { CustomOptions } from "./options";

/** Charts that install a CNI. */
const cniCharts = ["cilium", "tigera-operator", "calico", "antrea", "kube-ovn", "kube-flannel", "flannel"];

/** Such as `karpenter` of `oci://ghcr.io/example/karpenter`. */
export function chartName({ chart }: Pick<CustomOptions, "chart">): string | undefined {
  return chart?.slice(chart.lastIndexOf("/") + 1);
}

/** The chart by which an add-on installs a CNI; undefined if it does not. */
export function cniChart(options: Pick<CustomOptions, "chart">): string | undefined {
  return cniCharts.find((name) => name === chartName(options));
}
