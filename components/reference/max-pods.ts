// How many pods a node runs whose VPC CNI takes /28 prefixes (`ENABLE_PREFIX_DELEGATION`, or IPv6). AWS's node software counts single addresses alone.
// Source: EKS user guide, "Assign more IP addresses to Amazon EKS nodes with prefixes" (2026): 110 below 30 vCPUs, else 250, as EKS sets for managed
// groups.

import { hostPods, mostPods } from "./pods-per-node";

/** Families on the Xen hypervisor, whose interfaces take no prefixes; `i3.metal` alone has none. */
const withoutPrefixes = /^(c1|c3|c4|cc2|cr1|d2|f1|g2|g3|g3s|h1|hs1|i2|i3|m1|m2|m3|m4|p2|p3|r3|r4|t1|t2|u-6tb1|x1|x1e)\.(?!metal)/;

/** Addresses of a prefix. */
const perPrefix = 16;

/** Types of eight times `xlarge` and more have 32 vCPUs at least, as have the bare ones; but for these. */
const fewerCpus = ["a1.metal", "hpc7a.12xlarge"];

/** Pods of a node of any of these types; undefined where one of them takes no prefixes, so that the node's own count holds. */
export function maxPodsWithPrefixes(instanceTypes: readonly string[]): number | undefined {
  if (instanceTypes.length === 0 || instanceTypes.some((type) => withoutPrefixes.test(type))) return undefined;
  return Math.min(...instanceTypes.map(podsOf));
}

function podsOf(type: string): number {
  const [, times] = /\.(\d+)xlarge$/.exec(type) ?? [];
  const large = !fewerCpus.includes(type) && (Number(times ?? 0) >= 8 || /\.metal/.test(type));
  const byAddresses = mostPods(type); // each address is a prefix then, but for the host network's two pods
  return Math.min(large ? 250 : 110, byAddresses === undefined ? 250 : (byAddresses - hostPods) * perPrefix + hostPods);
}
