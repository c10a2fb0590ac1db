// How many pods a node runs whose VPC CNI takes /28 prefixes (`ENABLE_PREFIX_DELEGATION`, or IPv6) or gives pods subnets of their own (custom networking).
// AWS's node software counts single addresses of all interfaces. Source: EKS user guide, "Assign more IP addresses to Amazon EKS nodes with prefixes"
// and "Choose an optimal Amazon EC2 node instance type" (2026): 110 below 30 vCPUs, else 250, as EKS sets for managed groups.
import { interfaceLimits, podsOn } from "./network-interfaces";

/** What the VPC CNI does, as far as it decides the number of pods. */
export interface PodAddresses {
  /** Nodes take /28 prefixes. */
  readonly prefixDelegation: boolean;
  /** The first network interface of a node serves no pod. */
  readonly customNetworking: boolean;
}

/** Families on the Xen hypervisor, whose interfaces take neither prefixes nor, for pods, IPv6 addresses; `i3.metal` alone has none. */
const onXen = /^(c1|c3|c4|cc2|cr1|d2|f1|g2|g3|g3s|h1|hs1|i2|i3|m1|m2|m3|m4|p2|p3|r3|r4|t1|t2|u-6tb1|x1|x1e)\.(?!metal)/;

/** Whether an instance type is on the Nitro system. */
export function isNitro(instanceType: string): boolean {
  return !onXen.test(instanceType);
}

/** Types of eight times `xlarge` and more have 32 vCPUs at least, as have the bare ones; but for these. */
const fewerCpus = ["a1.metal", "hpc7a.12xlarge"];

/** Pods of a node of any of these types; undefined where the number of the node itself holds. */
export function maxPods(instanceTypes: readonly string[], { prefixDelegation, customNetworking }: PodAddresses): number | undefined {
  const prefixes = prefixDelegation && instanceTypes.every(isNitro);
  if (instanceTypes.length === 0 || !(prefixes || customNetworking)) return undefined;
  const slots = { reserved: customNetworking ? 1 : 0, each: prefixes ? 16 : 1 };
  return Math.min(...instanceTypes.map((type) => Math.min(recommended(type), podsOn(interfaceLimits(type), slots))));
}

function recommended(type: string): number {
  const [, times] = /\.(\d+)xlarge$/.exec(type) ?? [];
  const large = !fewerCpus.includes(type) && (Number(times ?? 0) >= 8 || /\.metal/.test(type));
  return large ? 250 : 110;
}
