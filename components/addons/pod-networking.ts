import type { AddonOptions } from "../settings/types";
import { mergeValues } from "../util/deep-merge";

/** What the VPC CNI of a stack does beyond one address of the node's subnet per pod: nodes, Karpenter and the cluster's role depend on it. */
export interface PodNetworking {
  /** Nodes take /28 prefixes: their number of pods is not bound by addresses. */
  readonly prefixDelegation: boolean;
  /** Pods take addresses from subnets of their own: the first network interface of a node serves no pod. */
  readonly customNetworking: boolean;
  /** Pods can have network interfaces, and so security groups, of their own. */
  readonly podEnis: boolean;
}

/** How security groups of pods are enforced. */
export type EnforcingMode = "standard" | "strict";

/** The enforcing mode that the options of add-on `vpc-cni` ask for; undefined without security groups for pods. */
export function enforcingMode({ podSecurityGroups }: AddonOptions): EnforcingMode | undefined {
  if (podSecurityGroups === undefined || podSecurityGroups === false) return undefined;
  return (podSecurityGroups as { readonly enforcingMode?: EnforcingMode }).enforcingMode ?? "standard";
}

/** Environment of `aws-node` by the options of add-on `vpc-cni`. */
export function optionEnvironment(options: AddonOptions): Readonly<Record<string, string>> {
  const mode = enforcingMode(options);
  return {
    ...(options.prefixDelegation === true && { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" }),
    ...(mode && { ENABLE_POD_ENI: "true", POD_SECURITY_GROUP_ENFORCING_MODE: mode }),
  };
}

/** Environment of `aws-node`, by option and by the user's `values`, which win. */
export function cniEnvironment(vpcCni: AddonOptions | false | undefined): Readonly<Record<string, unknown>> {
  if (!vpcCni) return {};
  const { env = {} } = (vpcCni.values ?? {}) as { readonly env?: Readonly<Record<string, unknown>> };
  return mergeValues(optionEnvironment(vpcCni), env);
}

/**
 * @param vpcCni options of add-on `vpc-cni`; what another CNI does is not known
 * @param addresses `podSubnets`: the network has subnets for pods, with which the add-on is configured; `ipv6`: pods have IPv6 addresses, of a prefix for each node
 */
export function podNetworking(
  vpcCni: AddonOptions | false | undefined,
  { podSubnets, ipv6 }: { readonly podSubnets: boolean; readonly ipv6: boolean },
): PodNetworking {
  const env = cniEnvironment(vpcCni);
  return {
    prefixDelegation: (ipv6 && Boolean(vpcCni)) || isTrue(env.ENABLE_PREFIX_DELEGATION),
    customNetworking: (podSubnets && Boolean(vpcCni)) || isTrue(env.AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG),
    podEnis: isTrue(env.ENABLE_POD_ENI),
  };
}

/** As `aws-node` reads it: `strconv.ParseBool` of Go. */
export function isTrue(value: unknown): boolean {
  return /^(1|t|true)$/i.test(String(value));
}
