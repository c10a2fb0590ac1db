// What the environment of `aws-node` needs besides: node types, other variables, ENIConfig objects.
import { isWindows } from "../../../reference/ami-of-family";
import { eniConfigLabel } from "../../../reference/aws-names";
import type { AddonOptions } from "../../../settings/types";
import { listed } from "../../../util/did-you-mean";
import { isRecord } from "../../../util/is-record";
import { mapValues } from "../../../util/map-values";
import type { AddonCheck, AddonIssue, AddonWarning, InstallContext, Selected, Values } from "../../addon";
import { cniEnvironment, enforcingMode, isTrue } from "../../pod-networking";
import { allWindowsPools, type StackProfile } from "../../stack-profile";

/** Label by which nodes find their ENIConfig. */
const zoneLabel = "topology.kubernetes.io/zone";

/** Values with which pods get addresses of the network's subnets for them. Their network interfaces have the security groups of the node. */
export function podSubnetValues({ context, network: { podSubnetIds = {} } }: Pick<InstallContext, "context" | "network">): Values {
  if (Object.keys(podSubnetIds).length === 0) return {};
  return {
    env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true", ENI_CONFIG_LABEL_DEF: zoneLabel },
    eniConfig: { create: true, region: context.region, subnets: mapValues(podSubnetIds, (_, id) => ({ id })) },
  };
}

/** Why pods would get no address, or no network interface, and how to fix it. */
export function podNetworkingChecks(options: AddonOptions, profile: StackProfile, selected: Selected): readonly AddonCheck[] {
  return [
    () => ipv6Issues(options, profile),
    () => podSubnetsIssues(options, profile),
    () => customNetworkingIssues(options, profile),
    () => podEniIssue(options, profile),
    () => trunkIssue(options, profile, selected),
  ];
}

/** What only some nodes can do, or what cannot be done for a cluster that exists. */
export function podNetworkingWarnings(options: AddonOptions, profile: StackProfile, selected: Selected): AddonWarning[] {
  return [...zoneWarnings(options, profile), ...podEniWarnings(options, profile, selected)];
}

/** In a zone without its ENIConfig no node gets ready. It has the name of the zone (eks-charts `aws-vpc-cni`, eniconfig.yaml). */
function zoneWarnings(options: AddonOptions, { podNetworking, podSubnets, nodeZones = [], existing }: StackProfile): AddonWarning[] {
  const byZone = cniEnvironment(options).ENI_CONFIG_LABEL_DEF === zoneLabel;
  if (!podNetworking.customNetworking || podSubnets || existing || !byZone) return [];
  const { eniConfig } = (options.values ?? {}) as { readonly eniConfig?: unknown };
  const described = isRecord(eniConfig) && isRecord(eniConfig.subnets) ? Object.keys(eniConfig.subnets) : [];
  const missing = typeof nodeZones === "number" ? [] : nodeZones.filter((zone) => !described.includes(zone));
  const few = typeof nodeZones === "number" && described.length < nodeZones;
  if (missing.length === 0 && !few) return [];
  const where = few
    ? `only ${described.length} of ${nodeZones} zones have`
    : `${listed(missing)} ${missing.length > 1 ? "have" : "has"} no`;
  return [
    {
      at: ["values", "eniConfig", "subnets"],
      message: `${where} ${few ? "a " : ""}subnet for pods: nodes ${few ? "in the others" : "there"} never get ready`,
      fix: `add ${few ? "the others" : listed(missing)}`,
    },
  ];
}

function podEniWarnings(options: AddonOptions, profile: StackProfile, selected: Selected): AddonWarning[] {
  if (!profile.podNetworking.podEnis) return [];
  const at = enforcingMode(options) ? ["podSecurityGroups"] : ["values", "env", "ENABLE_POD_ENI"];
  const without = poolsWithout(profile);
  const found: AddonWarning[] = [];
  if (profile.existing)
    found.push({
      at,
      message: "pods get no network interfaces unless the cluster's role has `AmazonEKSVPCResourceController`",
      fix: "attach this policy to the role of the cluster, which is not changed here",
    });
  if (probesFail(options, profile))
    found.push({
      at,
      message: "the kubelet cannot probe pods with security groups of their own by TCP or HTTP in the enforcing mode strict, the default",
      fix: `${toStandard}, or \`DISABLE_TCP_EARLY_DEMUX: "true"\` to \`values.init.env\``,
    });
  if (without.length > 0)
    found.push({
      at,
      message: hasTrunks(profile, selected)
        ? `pods with security groups of their own cannot run in pool ${listed(without)}: burstable instances have no network interfaces for pods`
        : "no node can run pods with security groups of their own: burstable instances have no network interfaces for pods",
      fix: "add a pool of other instance types such as m7g.large",
    });
  return found;
}

/** Burstable instances (t2, t3, t4g) have no trunk interface. Source: EKS user guide, security groups for pods (2026). */
function poolsWithout(profile: StackProfile): string[] {
  return linuxPools(profile).filter((name) => profile.nodePools[name]!.instanceTypes.some((type) => /^t\d/.test(type)));
}

function linuxPools({ nodePools, windowsPools }: StackProfile): string[] {
  return Object.keys(nodePools).filter((name) => !windowsPools.includes(name));
}

/** The option asks for what no node of the stack can do. */
function trunkIssue(options: AddonOptions, profile: StackProfile, selected: Selected): string | undefined {
  if (enforcingMode(options) === undefined || hasTrunks(profile, selected)) return undefined;
  const pools = poolsWithout(profile);
  const windows = allWindowsPools(profile);
  const [why, fix] =
    pools.length > 0
      ? [`pool ${listed(pools)} has burstable instances, which have none`, "use instance types such as m7g.large"]
      : [
          windows.length > 0
            ? `pool ${listed(windows)} ${windows.length > 1 ? "run" : "runs"} Windows, which has none`
            : "the stack has no node pool",
          "add a pool of Linux with instance types such as m7g.large",
        ];
  return `\`podSecurityGroups\` needs nodes with network interfaces for pods, and ${why}; ${fix}`;
}

/** Whether some node can have such pods. Karpenter chooses instance types that can. */
function hasTrunks(profile: StackProfile, selected: Selected): boolean {
  const { existing, karpenterPools } = profile;
  const karpenter = selected.has("karpenter") && (karpenterPools.length === 0 || karpenterPools.some(({ family }) => !isWindows(family)));
  return existing || karpenter || poolsWithout(profile).length < linuxPools(profile).length;
}

function isStrict(options: AddonOptions, { podNetworking }: StackProfile): boolean {
  return podNetworking.podEnis && cniEnvironment(options).POD_SECURITY_GROUP_ENFORCING_MODE !== "standard"; // strict is AWS's default
}

/** Source: EKS user guide, security groups for pods (2026): network policies need the enforcing mode `standard`. */
function podEniIssue(options: AddonOptions, profile: StackProfile): string | undefined {
  if (!isStrict(options, profile) || !(options.networkPolicy ?? profile.isolated)) return undefined;
  const [strict, fix] = enforcingMode(options)
    ? ["strict", "set `podSecurityGroups.enforcingMode: standard`"]
    : ["strict, the default", toStandard];
  return `network policies do not apply to pods with security groups of their own in the enforcing mode ${strict}; ${fix}`;
}

const toStandard = "add `POD_SECURITY_GROUP_ENFORCING_MODE: standard` to `values.env`";

/** Source: aws/amazon-vpc-cni-k8s README, `DISABLE_TCP_EARLY_DEMUX`. */
function probesFail(options: AddonOptions, profile: StackProfile): boolean {
  const { init } = (options.values ?? {}) as { readonly init?: { readonly env?: Readonly<Record<string, unknown>> } };
  const set = enforcingMode(options) === "strict" ? "true" : undefined;
  return isStrict(options, profile) && !isTrue(init?.env?.DISABLE_TCP_EARLY_DEMUX ?? set);
}

/** Source: EKS user guide, Learn about IPv6 addresses to clusters, Pods, and services (2026). */
function* ipv6Issues(options: AddonOptions, { ipv6 }: StackProfile): Iterable<AddonIssue> {
  if (!ipv6) return;
  const env = cniEnvironment(options);
  if (isTrue(env.AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG))
    yield inEnv("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "not supported with `cluster.ipFamily: ipv6`; remove it");
  if (env.ENABLE_PREFIX_DELEGATION !== undefined && !isTrue(env.ENABLE_PREFIX_DELEGATION))
    yield inEnv("ENABLE_PREFIX_DELEGATION", "`cluster.ipFamily: ipv6` needs it; remove the key");
}

const inEnv = (name: string, message: string): AddonIssue => ({ at: ["values", "env", name], message });

/** Values that follow the subnets for pods of the network. */
function* podSubnetsIssues({ values = {} }: AddonOptions, { podSubnets }: StackProfile): Iterable<AddonIssue> {
  if (!podSubnets) return;
  const { env = {}, ...own } = values as { readonly env?: Readonly<Record<string, unknown>> };
  const message = "follows the subnets for pods of section `network`; remove it";
  if (Object.hasOwn(own, "eniConfig")) yield { at: ["values", "eniConfig"], message };
  for (const name of ["AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "ENI_CONFIG_LABEL_DEF", "ENI_CONFIG_ANNOTATION_DEF"])
    if (Object.hasOwn(env, name)) yield inEnv(name, message);
}

/** Without its ENIConfig a node gives its pods no address, and never gets ready. */
function* customNetworkingIssues(options: AddonOptions, profile: StackProfile): Iterable<AddonIssue> {
  const { podNetworking, podSubnets, existing } = profile;
  if (!podNetworking.customNetworking || podSubnets || existing || profile.ipv6) return;
  const { eniConfig } = (options.values ?? {}) as { readonly eniConfig?: unknown };
  if (!isRecord(eniConfig) || eniConfig.create !== true || !isRecord(eniConfig.subnets))
    yield "`AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG` needs the subnets of pods before the first node; add `values.eniConfig: { create: true, region, subnets: { <zone>: { id, securityGroups } } }`, or set `network.pods` instead";
  const named = () => Object.values(profile.nodePools).every(({ labels }) => labels[eniConfigLabel] !== undefined);
  if (cniEnvironment(options).ENI_CONFIG_LABEL_DEF === undefined && !named())
    yield "`AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG` needs a label by which nodes find their subnet; add `ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone` to `values.env`";
}
