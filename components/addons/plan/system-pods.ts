import { isWindows } from "../../reference/ami-of-family";
import { instanceSize } from "../../reference/instance-sizes";
import { mostPods } from "../../reference/network-interfaces";
import type { AddonOptions, NodePoolSettings, Settings } from "../../settings/types";
import { capacityProfile } from "../../util/capacity-profile";
import { listed } from "../../util/did-you-mean";
import { touchesNamespace } from "../../util/fargate-selectors";
import { finding, type SettingFinding } from "../../util/finding";
import { groupCount } from "../../util/group-count";
import { hasPodSubnets } from "../../util/pod-subnets";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import { podNetworking } from "../pod-networking";
import type { StackProfile } from "../stack-profile";

/** Pods of add-ons on every node: their DaemonSets. Those for some instance types alone are left out. */
const daemonSets: Readonly<Record<string, number>> = {
  "vpc-cni": 1,
  "kube-proxy": 1,
  "eks-pod-identity-agent": 1,
  "eks-node-monitoring-agent": 1,
  "aws-ebs-csi-driver": 1,
  "aws-efs-csi-driver": 1,
  "aws-fsx-csi-driver": 1,
  "aws-fsx-openzfs-csi-driver": 1,
  trident: 1,
  "aws-mountpoint-s3-csi-driver": 1,
  "secrets-store-csi-driver": 2,
  "amazon-cloudwatch-observability": 2,
  "fluent-bit": 1,
  prometheus: 1,
};

/** What a node's memory has to hold besides pods, in MiB: the kernel, and kubelet's reserve (255 and 11 for each pod) and eviction threshold. */
const kernelMemory = 64;
const kubeletMemory = (pods: number) => 255 + 11 * pods + 100;

/** What one pod of CoreDNS requests, in MiB. Source: EKS add-on coredns v1.13. */
const coreDnsMemory = 70;

/** Pods besides DaemonSets for which the nodes of a pool have room at the start; undefined where they are known to have plenty, or not known. */
function roomOf(
  { instanceTypes, size, maxPods }: NodePoolSettings,
  groups: number,
  daemonPods: number,
  reserved: number,
): number | undefined {
  const each = instanceTypes.map((type) => {
    const pods = fewer(mostPods(type, reserved), maxPods);
    const memory = instanceSize(type)?.memory;
    if (pods === undefined || memory === undefined) return undefined;
    const free = memory / 2 ** 20 - kernelMemory - kubeletMemory(pods);
    return Math.max(0, Math.min(pods - daemonPods, Math.floor(free / coreDnsMemory)));
  });
  return each.includes(undefined) ? undefined : Math.max(...(each as number[])) * size.desired * groups;
}

/** The smaller number; undefined counts as many. */
function fewer(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

type Pools = Readonly<Record<string, NodePoolSettings>>;

/**
 * What is wrong with the start size of a stack's pools: CoreDNS is installed before anything can add nodes, and Karpenter itself needs one. Says
 * nothing where Fargate, Auto Mode or an existing cluster bring other nodes.
 */
export function systemPodResults(
  stack: Omit<Settings, "addons">,
  addons: Readonly<Record<string, AddonOptions>>,
  profile: StackProfile,
): { readonly issues: readonly ValidationIssue[]; readonly findings: readonly SettingFinding[] } {
  const { nodes, fargate, autoMode } = capacityProfile(stack);
  const pools = Object.fromEntries(Object.entries(stack.nodePools).filter(([, { ami }]) => !isWindows(ami)));
  if (!nodes || autoMode || profile.existing || addons.coredns === undefined) return { issues: [], findings: [] };
  const noNodes = touchesNamespace(profile.fargate, "kube-system")
    ? undefined
    : withoutNodes(pools, profile, addons.karpenter !== undefined);
  if (noNodes) return { issues: [], findings: [noNodes] };
  const elsewhere = fargate || addons.karpenter !== undefined;
  return { issues: elsewhere ? [] : roomIssues(stack, Object.values(pools), addons), findings: [] };
}

/** The nodes at the start are too small for CoreDNS. */
function roomIssues(
  { network, cluster }: Pick<Settings, "network" | "cluster">,
  pools: readonly NodePoolSettings[],
  addons: Readonly<Record<string, AddonOptions>>,
): ValidationIssue[] {
  const replicas = addons.coredns?.replicas;
  const { prefixDelegation: denser, customNetworking } = podNetworking(addons["vpc-cni"], {
    podSubnets: hasPodSubnets(network),
    ipv6: cluster.ipFamily === "ipv6",
  });
  if (typeof replicas !== "number" || denser) return [];
  const daemonPods = Object.keys(addons).reduce((sum, name) => sum + (daemonSets[name] ?? 0), 0);
  const rooms = pools.map((pool) => roomOf(pool, groupCount(pool, network), daemonPods, customNetworking ? 1 : 0));
  if (rooms.includes(undefined)) return [];
  const room = (rooms as number[]).reduce((sum, each) => sum + each, 0);
  if (room >= replicas) return [];
  const types = [...new Set(pools.flatMap(({ instanceTypes }) => instanceTypes))].join(", ");
  const message = `the nodes at the start have room for ${room} pods besides the ${daemonPods} that run on every node, and CoreDNS alone has ${replicas}: by its network interfaces and memory ${types} runs few pods; use larger instance types, such as t4g.medium, or raise \`size.desired\``;
  return [{ path: pathOf("nodePools"), message }];
}

/** No node at the start takes the pods of the system: pools start empty, or with taints that they do not tolerate. */
function withoutNodes(pools: Pools, profile: StackProfile, karpenter: boolean): SettingFinding | undefined {
  const started = Object.keys(pools).filter((name) => pools[name]!.size.desired > 0);
  if (started.some((name) => takesSystemPods(name, pools[name]!, profile))) return undefined;
  const waiting = karpenter ? "CoreDNS and Karpenter cannot run and their" : "CoreDNS cannot run and its";
  const [message, fix] =
    started.length === 0
      ? [`no pool has a node at the start, so the pods of ${waiting} installation fails`, "set `size.desired` of a pool to 1 or more"]
      : [
          `only ${listed(started)} has nodes at the start, with taints that system pods do not tolerate, so the pods of ${waiting} installation fails`,
          "set `size.desired` of a pool without such taints to 1 or more",
        ];
  return finding({ rule: "no-start-nodes", path: "nodePools", message, fix });
}

/** Whether pods of CoreDNS and the like tolerate a pool's taints: that of system nodes, and those that all pools of the stack have. */
function takesSystemPods(name: string, { taints }: NodePoolSettings, { taints: tolerated, poolOwners }: StackProfile): boolean {
  if (poolOwners.has(name)) return false;
  return taints.every(
    ({ key, value, effect }) =>
      effect === "PreferNoSchedule" ||
      key === "CriticalAddonsOnly" ||
      tolerated.some((taint) => taint.key === key && taint.value === value && taint.effect === effect),
  );
}
