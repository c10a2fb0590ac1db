// EKS add-ons that pulumi-eks manages: kube-proxy, CoreDNS and the VPC CNI.

import { isRecord } from "../../../components/util/is-record";
import { sortedJson } from "../../../components/util/sorted-json";
import type { Value } from "../../types";
import type { Child, Scope } from "../expansion/scope";
import { derive, type Input, type Inputs, type TrackedValue } from "../expansion/tracked-value";
import { refuse } from "../values";

const addonType = "aws:eks/addon:Addon";

/** The newest version for a cluster, from a data source. */
function newest(scope: Scope, addonName: string, kubernetesVersion: Input): TrackedValue {
  return scope.invoke("aws:eks/getAddonVersion:getAddonVersion", { addonName, kubernetesVersion, mostRecent: true }).get("version");
}

function configuration(values: TrackedValue | undefined): Input {
  return values && derive(values, (known: Value) => (known ? sortedJson(known) : undefined));
}

/** Inputs that kube-proxy and CoreDNS share; `options` is the name of their argument. */
function coreAddon(scope: Scope, cluster: Child, addonName: string, options: string): Inputs {
  const { args } = scope;
  return {
    clusterName: cluster.out("name"),
    addonName,
    preserve: true,
    tags: args.get("tags"),
    resolveConflictsOnCreate: args.get(options, "resolveConflictsOnCreate") ?? "OVERWRITE",
    resolveConflictsOnUpdate: args.get(options, "resolveConflictsOnUpdate") ?? "OVERWRITE",
    addonVersion: args.has(options, "version") ? args.get(options, "version") : newest(scope, addonName, cluster.out("version")),
  };
}

/** Enabled unless turned off; in Auto Mode only on request. */
export async function registerKubeProxy(scope: Scope, cluster: Child, autoMode: boolean): Promise<void> {
  if (!(scope.args.plain("kubeProxyAddonOptions", "enabled") ?? !autoMode)) return;
  await scope.add(addonType, `${scope.name}-kube-proxy`, {
    ...coreAddon(scope, cluster, "kube-proxy", "kubeProxyAddonOptions"),
    configurationValues: configuration(scope.args.get("kubeProxyAddonOptions", "configurationValues")),
  });
}

interface CoreDnsArgs {
  readonly autoMode: boolean;
  readonly fargate: boolean;
  readonly profile: Child | undefined;
}

/** Enabled if the component itself creates nodes for its pods, or on request. */
export async function registerCoreDns(scope: Scope, cluster: Child, { autoMode, fargate, profile }: CoreDnsArgs): Promise<void> {
  const { args } = scope;
  const enabled = args.plain<boolean>("corednsAddonOptions", "enabled");
  const given = args.get("corednsAddonOptions", "configurationValues");
  const capacity = fargate || autoMode || args.plain("skipDefaultNodeGroup") !== true;
  if (enabled !== true && !given && !(capacity && (enabled ?? true))) return;
  const values = fargate ? derive(given, (own: object | undefined) => ({ computeType: "Fargate", ...own })) : given;
  await scope.add(
    addonType,
    `${scope.name}-coredns`,
    { ...coreAddon(scope, cluster, "coredns", "corednsAddonOptions"), configurationValues: configuration(values) },
    { dependsOn: profile ? [profile] : [] },
  );
}

/** Settings of the CNI by argument: environment variable, and default. */
const environment: readonly (readonly [argument: string, variable: string, fallback?: string])[] = [
  ["nodePortSupport", "AWS_VPC_CNI_NODE_PORT_SUPPORT"],
  ["customNetworkConfig", "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG"],
  ["warmEniTarget", "WARM_ENI_TARGET", "1"],
  ["warmIpTarget", "WARM_IP_TARGET"],
  ["warmPrefixTarget", "WARM_PREFIX_TARGET"],
  ["enablePrefixDelegation", "ENABLE_PREFIX_DELEGATION"],
  ["logLevel", "AWS_VPC_K8S_CNI_LOGLEVEL", "DEBUG"],
  ["logFile", "AWS_VPC_K8S_CNI_LOG_FILE", "/host/var/log/aws-routed-eni/ipamd.log"],
  ["vethPrefix", "AWS_VPC_K8S_CNI_VETHPREFIX", "eni"],
  ["eniMtu", "AWS_VPC_ENI_MTU", "9001"],
  ["eniConfigLabelDef", "ENI_CONFIG_LABEL_DEF"],
  ["pluginLogLevel", "AWS_VPC_K8S_PLUGIN_LOG_LEVEL", "DEBUG"],
  ["pluginLogFile", "AWS_VPC_K8S_PLUGIN_LOG_FILE", "/var/log/aws-routed-eni/plugin.log"],
  ["enablePodEni", "ENABLE_POD_ENI", "false"],
  ["cniConfigureRpfilter", "AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER"],
  ["cniCustomNetworkCfg", "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "false"],
  ["externalSnat", "AWS_VPC_K8S_CNI_EXTERNALSNAT"],
  ["cniExternalSnat", "AWS_VPC_K8S_CNI_EXTERNALSNAT"],
];

export interface VpcCniArgs {
  /** The options, by name. */
  readonly option: (name: string) => TrackedValue | undefined;
  readonly clusterName: Input;
  readonly clusterVersion: Input;
  readonly tags: Input;
  /** Kubernetes provider for the patch of its DaemonSet. */
  readonly provider?: Child;
}

/** The resources of the component `VpcCniAddon` below `parent`. */
export async function registerVpcCni(scope: Scope, name: string, parent: Child | undefined, args: VpcCniArgs): Promise<readonly Child[]> {
  const { option } = args;
  const version = option("addonVersion");
  if (!version?.truthy && args.clusterVersion === undefined) refuse("addonVersion: needed where clusterVersion is left out");
  const addon = await scope.add(
    addonType,
    name,
    {
      clusterName: args.clusterName,
      addonName: "vpc-cni",
      addonVersion: version?.truthy ? version : newest(scope, "vpc-cni", args.clusterVersion),
      resolveConflictsOnCreate: option("resolveConflictsOnCreate") ?? "OVERWRITE",
      resolveConflictsOnUpdate: option("resolveConflictsOnUpdate") ?? "OVERWRITE",
      preserve: true,
      configurationValues: cniConfiguration(option),
      serviceAccountRoleArn: option("serviceAccountRoleArn"),
      tags: args.tags,
    },
    { parent },
  );
  return option("securityContextPrivileged")?.truthy ? [addon, await patchDaemonSet(scope, name, parent, addon, args)] : [addon];
}

function patchDaemonSet(
  scope: Scope,
  name: string,
  parent: Child | undefined,
  addon: Child,
  { option, provider }: VpcCniArgs,
): Promise<Child> {
  const containers = [{ name: "aws-node", securityContext: { privileged: option("securityContextPrivileged") } }];
  return scope.add(
    "kubernetes:apps/v1:DaemonSetPatch",
    name,
    {
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: { name: "aws-node", namespace: "kube-system", annotations: { "pulumi.com/patchForce": "true" } },
      spec: { template: { spec: { containers } } },
    },
    { parent, provider, dependsOn: [addon] },
  );
}

function cniConfiguration(option: VpcCniArgs["option"]): TrackedValue {
  if (option("externalSnat")?.truthy && option("cniExternalSnat")?.truthy)
    refuse("vpcCniOptions.cniExternalSnat: not together with externalSnat");
  const snat = option("externalSnat")?.truthy || option("cniExternalSnat")?.truthy ? {} : { AWS_VPC_K8S_CNI_EXTERNALSNAT: "false" };
  const set = environment.flatMap(([argument, variable, fallback]) => {
    const value = option(argument);
    const given = argument === "warmEniTarget" ? value : value?.truthy ? value : undefined;
    const text = given ? derive(given, (known: Value) => String(known)) : fallback;
    return text === undefined ? [] : [[variable, text] as const];
  });
  const tcp = option("disableTcpEarlyDemux");
  const initial = { DISABLE_TCP_EARLY_DEMUX: tcp?.truthy ? derive(tcp, (known: Value) => String(known)) : "false" };
  const parts = [{ ...Object.fromEntries(set), ...snat }, initial, option("enableNetworkPolicy"), option("configurationValues")];
  return derive(parts, ([env, init, policy, own]: [object, object, boolean | null, Readonly<Record<string, Value>> | null]) => {
    const base = isRecord(own?.init) ? own.init : {};
    return sortedJson({
      ...own,
      ...(policy === null || own?.enableNetworkPolicy !== undefined ? {} : { enableNetworkPolicy: String(policy) }),
      env: { ...env, ...(isRecord(own?.env) ? own.env : {}) },
      init: { ...base, env: { ...init, ...(isRecord(base.env) ? base.env : {}) } },
    });
  });
}
