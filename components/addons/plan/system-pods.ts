import { isWindows } from "../../reference/ami-of-family";
import { instanceSize } from "../../reference/instance-sizes";
import { mostPods } from "../../reference/network-interfaces";
import type { AddonOptions, NodePoolSettings, Settings } from "../../settings/types";
import { capacityProfile } from "../../util/capacity-profile";
import { finding, type SettingFinding } from "../../util/finding";
import { groupCount } from "../../util/group-count";
import { hasPodSubnets } from "../../util/pod-subnets";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import { podNetworking } from "../pod-networking";

/** Pods of add-ons on every node: their DaemonSets. Those for some instance types alone are left out. */
const daemonSets: Readonly<Record<string, number>> = {
  "vpc-cni": 1,
  "kube-proxy": 1,
  "eks-pod-identity-agent": 1,
  "eks-node-monitoring-agent": 1,
  "aws-ebs-csi-driver": 1,
  "aws-efs-csi-driver": 1,
  "aws-fsx-csi-driver": 1,
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

/**
 * What is wrong with the start size of a stack's pools: CoreDNS is installed before anything can add nodes. Says nothing where Karpenter, Fargate,
 * Auto Mode or an existing cluster bring other nodes.
 */
export function systemPodResults(
  stack: Omit<Settings, "addons">,
  addons: Readonly<Record<string, AddonOptions>>,
): { readonly issues: readonly ValidationIssue[]; readonly findings: readonly SettingFinding[] } {
  const { nodes, fargate, autoMode } = capacityProfile(stack);
  const replicas = addons.coredns?.replicas;
  const other = fargate || autoMode || stack.cluster.existing !== undefined || addons.karpenter !== undefined;
  const { prefixDelegation: denser, customNetworking } = podNetworking(addons["vpc-cni"], {
    podSubnets: hasPodSubnets(stack.network),
    ipv6: stack.cluster.ipFamily === "ipv6",
  });
  if (!nodes || other || typeof replicas !== "number" || denser) return { issues: [], findings: [] };
  const pools = Object.values(stack.nodePools).filter(({ ami }) => !isWindows(ami));
  if (pools.every(({ size }) => size.desired === 0)) return { issues: [], findings: [withoutNodes()] };
  const daemonPods = Object.keys(addons).reduce((sum, name) => sum + (daemonSets[name] ?? 0), 0);
  const rooms = pools.map((pool) => roomOf(pool, groupCount(pool, stack.network), daemonPods, customNetworking ? 1 : 0));
  if (rooms.includes(undefined)) return { issues: [], findings: [] };
  const room = (rooms as number[]).reduce((sum, each) => sum + each, 0);
  if (room >= replicas) return { issues: [], findings: [] };
  const types = [...new Set(pools.flatMap(({ instanceTypes }) => instanceTypes))].join(", ");
  const message = `the nodes at the start have room for ${room} pods besides the ${daemonPods} that run on every node, and CoreDNS alone has ${replicas}: by its network interfaces and memory ${types} runs few pods; use larger instance types, such as t4g.medium, or raise \`size.desired\``;
  return { issues: [{ path: pathOf("nodePools"), message }], findings: [] };
}

function withoutNodes(): SettingFinding {
  const message = "no pool has a node at the start, so the pods of CoreDNS cannot run and its installation fails";
  return finding({ rule: "no-start-nodes", path: "nodePools", message, fix: "set `size.desired` of a pool to 1 or more" });
}
