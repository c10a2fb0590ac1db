// What `eks.Cluster` registers (published code: pulumi-eks 4.3).

import type { Child, Scope } from "../expansion/scope";
import { derive, type Input, type Inputs, type TrackedValue } from "../expansion/tracked-value";
import { hex } from "../values";
import { registerAccessEntries, registerNodeAccess, registerNodeRoles } from "./access";
import { registerCoreDns, registerKubeProxy, registerVpcCni } from "./addons";
import { checkClusterArgs } from "./arguments";
import { clusterOutputs, coreOfCluster } from "./cluster-outputs";
import type { ClusterParts, Kubeconfigs } from "./cluster-parts";
import { networkOf, registerControlPlane, registerRoles } from "./control-plane";
import { registerFargate } from "./fargate";
import { asText, kubeconfig } from "./kubeconfig";
import { registerNodeGroupV2 } from "./node-group-v2";
import { type NodeGroupSecurity, registerClusterGroup, registerNodeGroupSecurity } from "./security-groups";
import { registerStorageClasses } from "./storage-classes";

/** Arguments that determine which children exist. */
interface Choices {
  readonly autoMode: boolean;
  readonly skipGroups: boolean;
  readonly skipNodeGroup: boolean;
}

export async function expandCluster(scope: Scope): Promise<Inputs> {
  checkClusterArgs(scope.args);
  const choices = choicesOf(scope);
  const parts = await registerParts(scope, choices);
  const core = coreOfCluster(scope, parts);
  const defaultGroup = choices.skipNodeGroup ? undefined : await registerNodeGroupV2(scope, scope.name, core.nodeGroupOptions, core);
  return clusterOutputs(scope, parts, core, defaultGroup);
}

function choicesOf({ args }: Scope): Choices {
  const autoMode = args.has("autoMode", "enabled");
  return {
    autoMode,
    skipGroups: args.plain<boolean>("skipDefaultSecurityGroups") ?? autoMode,
    skipNodeGroup: Boolean(args.plain("skipDefaultNodeGroup") || args.plain("fargate") || autoMode),
  };
}

async function registerParts(scope: Scope, { autoMode, skipGroups, skipNodeGroup }: Choices): Promise<ClusterParts> {
  const partition = scope.invoke("aws:index/getPartition:getPartition").get("partition");
  const network = networkOf(scope);
  const roles = await registerRoles(scope, partition, autoMode);
  const group = await clusterGroup(scope, network.vpcId, skipGroups);
  const cluster = await registerControlPlane(scope, { subnetIds: network.subnetIds, securityGroupId: group?.id, roles, autoMode });
  await registerKubeProxy(scope, cluster, autoMode);
  const configs = kubeconfigs(scope, cluster);
  const provider = await registerProvider(scope, configs.own);
  const nodeRoles = await registerNodeRoles(scope, partition, skipNodeGroup);
  const nodeAccess = await registerNodeAccess(scope, provider, nodeRoles);
  const access = await registerAccessEntries(scope, cluster, nodeRoles);
  const authorised = [...access.entries, ...(nodeAccess ? [nodeAccess] : [])];
  const storageClasses = await registerStorageClasses(scope, provider, authorised);
  const cni = await vpcCni(scope, cluster, provider, autoMode, authorised);
  const profile = await registerFargate(scope, cluster, network.subnetIds, partition, nodeAccess);
  await registerCoreDns(scope, cluster, { autoMode, fargate: scope.args.has("fargate"), profile });
  const oidcProvider = await registerOidcProvider(scope, cluster);
  const nodeSecurity = skipGroups ? undefined : await registerNodeSecurity(scope, cluster, network.vpcId, group);
  return {
    network,
    roles,
    group,
    cluster,
    configs,
    provider,
    nodeRoles,
    nodeAccess,
    access,
    storageClasses,
    cni,
    profile,
    oidcProvider,
    nodeSecurity,
  };
}

async function clusterGroup(scope: Scope, vpcId: TrackedValue, skip: boolean): Promise<Child | undefined> {
  const given = scope.args.get("clusterSecurityGroup");
  if (given) return scope.lookUp(given);
  return skip ? undefined : registerClusterGroup(scope, vpcId);
}

function kubeconfigs({ args, provider }: Scope, cluster: Child): Kubeconfigs {
  const base = {
    name: cluster.out("name"),
    endpoint: cluster.out("endpoint"),
    arn: cluster.out("arn"),
    certificateAuthority: cluster.out("certificateAuthority", "data"),
  };
  const given: Input = args.has("providerCredentialOpts") ? args.get("providerCredentialOpts") : { profileName: provider.profile };
  return { own: kubeconfig({ ...base, login: given }), shared: kubeconfig({ ...base, login: derive(given, withoutProfile) }) };
}

function withoutProfile({ roleArn }: { readonly roleArn?: string }): Input {
  return { roleArn };
}

function registerProvider(scope: Scope, config: TrackedValue): Promise<Child> {
  const mutable = scope.args.get("enableConfigMapMutable");
  return scope.add("pulumi:providers:kubernetes", `${scope.name}-eks-k8s`, {
    kubeconfig: asText(config),
    enableConfigMapMutable: mutable && derive(mutable, (value: boolean) => JSON.stringify(value)),
  });
}

/** Enabled unless the caller keeps the CNI that EKS installs; in Auto Mode only on request. */
async function vpcCni(scope: Scope, cluster: Child, provider: Child, autoMode: boolean, dependsOn: readonly Child[]) {
  const { args, name } = scope;
  const keepsDefault = args.plain<boolean>("useDefaultVpcCni");
  if (keepsDefault ?? autoMode) return undefined;
  const origins = [cluster.out("name"), args.get("vpcCniOptions"), args.get("tags")];
  const component = await scope.group("eks:index:VpcCniAddon", `${name}-vpc-cni`, origins, { dependsOn });
  const resources = await registerVpcCni(scope, `${name}-vpc-cni`, component, {
    option: (option) => args.get("vpcCniOptions", option),
    clusterName: cluster.out("name"),
    clusterVersion: cluster.out("version"),
    tags: args.get("tags"),
    provider,
  });
  return { component, resources };
}

function registerNodeSecurity(scope: Scope, cluster: Child, vpcId: TrackedValue, group: Child | undefined): Promise<NodeGroupSecurity> {
  const tags = derive([scope.args.get("nodeSecurityGroupTags"), scope.args.get("tags")], ([own, shared]: (object | null)[]) => ({
    ...own,
    ...shared,
  }));
  return registerNodeGroupSecurity(scope, { vpcId, clusterGroupId: group!.id, clusterName: cluster.out("name"), tags });
}

/** The published code reads the thumbprint of the issuer's certificate over the network; here it is generated. */
async function registerOidcProvider(scope: Scope, cluster: Child): Promise<Child | undefined> {
  if (!scope.args.has("createOidcProvider")) return undefined;
  scope.invoke("aws:index/getRegion:getRegion");
  return scope.add("aws:iam/openIdConnectProvider:OpenIdConnectProvider", `${scope.name}-oidcProvider`, {
    clientIdLists: ["sts.amazonaws.com"],
    url: cluster.out("identities", 0, "oidcs", 0, "issuer"),
    thumbprintLists: [hex("thumbprint", 40)],
  });
}
