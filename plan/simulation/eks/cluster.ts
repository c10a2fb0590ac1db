// What `eks.Cluster` registers (published code: pulumi-eks 4.3).
import { derive, type Flow, type Input, type Inputs, settle } from "../expansion/flow";
import { Args, type Child, type Scope } from "../expansion/scope";
import { type NodeRoles, registerAccessEntries, registerNodeAccess, registerNodeRoles } from "./access";
import { registerCoreDns, registerKubeProxy, registerVpcCni } from "./addons";
import { checkClusterArgs } from "./arguments";
import { type ClusterRoles, encryptionConfigOf, networkOf, registerControlPlane, registerRoles } from "./control-plane";
import { type Core, comingFrom, coreOutput } from "./core";
import { registerFargate } from "./fargate";
import { asText, kubeconfig } from "./kubeconfig";
import { registerNodeGroupV2 } from "./node-group-v2";
import { registerOidcProvider } from "./oidc";
import { type NodeGroupSecurity, registerClusterGroup, registerNodeGroupSecurity } from "./security-groups";
import { registerStorageClasses } from "./storage-classes";

export async function expandCluster(scope: Scope): Promise<Inputs> {
  const { args } = scope;
  checkClusterArgs(args);
  const autoMode = args.has("autoMode", "enabled");
  const skipGroups = args.plain<boolean>("skipDefaultSecurityGroups") ?? autoMode;
  const skipNodeGroup = Boolean(args.plain("skipDefaultNodeGroup") || args.plain("fargate") || autoMode);
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
  await registerCoreDns(scope, cluster, { autoMode, fargate: args.has("fargate"), profile });
  const oidcProvider = await registerOidcProvider(scope, cluster);
  const nodeGroups = skipGroups ? undefined : await nodeSecurity(scope, cluster, network.vpcId, group);
  const values: CoreValues = {
    instanceRoles: nodeRoles.roles,
    kubeconfig: configs.shared,
    encryptionConfig: encryptionConfigOf(scope),
    accessEntries: access.data,
    autoModeNodeRoleName: roles.autoNode?.role.out("name") ?? "",
  };
  const core = coreFor(scope, { cluster, network, group, nodeRoles, nodeGroups, values, nodeAccess, cni: cni?.resources ?? [] });
  const defaultGroup = skipNodeGroup ? undefined : await registerNodeGroupV2(scope, scope.name, core.nodeGroupOptions, core);
  return {
    ...references({ group, nodeGroups, cluster }),
    ...identity(cluster, configs, oidcProvider),
    core: coreOutput(core, {
      ...values,
      ...coreReferences({ group, provider, nodeAccess, profile, oidcProvider, storageClasses, cni: cni?.component, roles }),
    }),
    instanceRoles: nodeRoles.roles,
    defaultNodeGroup: defaultGroup?.outputs,
    defaultNodeGroupAsgName: defaultGroup?.group.out("name") ?? "",
    fargateProfileId: profile?.id ?? "",
    fargateProfileStatus: profile?.out("status") ?? "",
    autoModeNodeRoleName: values.autoModeNodeRoleName,
  };
}

async function clusterGroup(scope: Scope, vpcId: Flow, skip: boolean): Promise<Child | undefined> {
  const given = scope.args.get("clusterSecurityGroup");
  if (given) return scope.lookUp(given);
  return skip ? undefined : registerClusterGroup(scope, vpcId);
}

interface Kubeconfigs {
  /** With the profile of the deployment: for the component's own provider. */
  readonly own: Flow;
  /** Without it: for everybody. */
  readonly shared: Flow;
}

function kubeconfigs({ args, provider }: Scope, cluster: Child): Kubeconfigs {
  const base = {
    name: cluster.out("name"),
    endpoint: cluster.out("endpoint"),
    arn: cluster.out("arn"),
    certificateAuthority: cluster.out("certificateAuthority", "data"),
    roleArn: args.get("providerCredentialOpts", "roleArn"),
  };
  const profileName = args.has("providerCredentialOpts") ? args.get("providerCredentialOpts", "profileName") : provider.profile;
  return { own: kubeconfig({ ...base, profileName }), shared: kubeconfig(base) };
}

function registerProvider(scope: Scope, config: Flow): Promise<Child> {
  const mutable = scope.args.get("enableConfigMapMutable");
  return scope.add("pulumi:providers:kubernetes", `${scope.name}-eks-k8s`, {
    kubeconfig: asText(config),
    enableConfigMapMutable: mutable && derive(mutable, (value: boolean) => JSON.stringify(value)),
  });
}

/** On unless the caller keeps the CNI that EKS installs; in Auto Mode only where asked for. */
async function vpcCni(scope: Scope, cluster: Child, provider: Child, autoMode: boolean, dependsOn: readonly Child[]) {
  const { args, name } = scope;
  const keepsDefault = args.plain<boolean>("useDefaultVpcCni");
  if (keepsDefault ?? autoMode) return undefined;
  const component = await scope.group(
    "eks:index:VpcCniAddon",
    `${name}-vpc-cni`,
    [cluster.out("name"), args.get("vpcCniOptions"), args.get("tags")],
    { dependsOn },
  );
  const resources = await registerVpcCni(scope, `${name}-vpc-cni`, component, {
    option: (option) => args.get("vpcCniOptions", option),
    clusterName: cluster.out("name"),
    clusterVersion: cluster.out("version"),
    tags: args.get("tags"),
    provider,
  });
  return { component, resources };
}

function nodeSecurity(scope: Scope, cluster: Child, vpcId: Flow, group: Child | undefined): Promise<NodeGroupSecurity> {
  const tags = derive([scope.args.get("nodeSecurityGroupTags"), scope.args.get("tags")], ([own, shared]: (object | null)[]) => ({
    ...own,
    ...shared,
  }));
  return registerNodeGroupSecurity(scope, { vpcId, clusterGroupId: group!.id, clusterName: cluster.out("name"), tags });
}

interface CoreValues extends Readonly<Record<string, Input>> {
  readonly instanceRoles: Input;
  readonly kubeconfig: Input;
}

interface Made {
  readonly cluster: Child;
  readonly network: { readonly vpcId: Flow; readonly subnetIds: Flow };
  readonly group: Child | undefined;
  readonly nodeRoles: NodeRoles;
  readonly nodeGroups: NodeGroupSecurity | undefined;
  readonly values: CoreValues;
  readonly nodeAccess: Child | undefined;
  readonly cni: readonly Child[];
}

function coreFor(scope: Scope, { cluster, network, group, nodeRoles, nodeGroups, values, nodeAccess, cni }: Made): Core {
  const { args } = scope;
  const own = {
    vpcId: network.vpcId,
    subnetIds: network.subnetIds,
    publicSubnetIds: args.get("publicSubnetIds"),
    privateSubnetIds: args.get("privateSubnetIds"),
    tags: args.get("tags"),
    nodeSecurityGroupTags: args.get("nodeSecurityGroupTags"),
  };
  return {
    ...own,
    cluster,
    clusterGroupId: group?.id ?? cluster.out("vpcConfig", "clusterSecurityGroupId"),
    instanceRoleArns: nodeRoles.arns,
    nodeGroupOptions: nodeGroupOptions(args).with({
      instanceProfile: nodeRoles.instanceProfile?.reference,
      nodeSecurityGroup: nodeGroups?.group.reference,
      clusterIngressRule: nodeGroups?.clusterRule.reference,
    }),
    nodeDependencies: [...cni, ...(nodeAccess ? [nodeAccess] : [])],
    nodeAccess: nodeAccess ? [nodeAccess] : [],
    from: comingFrom(settle({ ...own, ...values, endpoint: cluster.out("endpoint") }).urns),
  };
}

/** Options of the default node group: as one argument, or each as an argument of its own. */
function nodeGroupOptions(args: Args): Args {
  const single = {
    nodeSubnetIds: args.get("nodeSubnetIds"),
    nodeAssociatePublicIpAddress: args.get("nodeAssociatePublicIpAddress"),
    instanceType: args.get("instanceType"),
    nodePublicKey: args.get("nodePublicKey"),
    nodeRootVolumeEncrypted: args.get("nodeRootVolumeEncrypted"),
    nodeRootVolumeSize: args.get("nodeRootVolumeSize"),
    nodeUserData: args.get("nodeUserData"),
    minSize: args.get("minSize"),
    maxSize: args.get("maxSize"),
    desiredCapacity: args.get("desiredCapacity"),
    amiId: args.get("nodeAmiId"),
    gpu: args.get("gpu"),
    version: args.get("version"),
  };
  return args.has("nodeGroupOptions") ? args.within("nodeGroupOptions") : new Args({}, {}).with(single);
}

function references({ group, nodeGroups, cluster }: Pick<Made, "group" | "nodeGroups" | "cluster">): Inputs {
  const fallback = cluster.out("vpcConfig", "clusterSecurityGroupId");
  return {
    eksCluster: cluster.reference,
    clusterSecurityGroup: group?.reference,
    nodeSecurityGroup: nodeGroups?.group.reference,
    eksClusterIngressRule: nodeGroups?.clusterRule.reference,
    clusterSecurityGroupId: group?.id ?? fallback,
    nodeSecurityGroupId: nodeGroups?.group.id ?? fallback,
    clusterIngressRuleId: nodeGroups?.clusterRule.out("securityGroupRuleId") ?? "",
  };
}

function identity(cluster: Child, configs: Kubeconfigs, oidcProvider: Child | undefined): Inputs {
  const url = derive(cluster.out("identities", 0, "oidcs", 0, "issuer"), (issuer: string | undefined) => issuer ?? "");
  return {
    kubeconfig: configs.shared,
    kubeconfigJson: asText(configs.shared),
    oidcProviderArn: oidcProvider?.out("arn") ?? "",
    oidcProviderUrl: url,
    oidcIssuer: derive(url, (issuer: string) => issuer.replace("https://", "")),
  };
}

interface CoreChildren {
  readonly group: Child | undefined;
  readonly provider: Child;
  readonly nodeAccess: Child | undefined;
  readonly profile: Child | undefined;
  readonly oidcProvider: Child | undefined;
  readonly storageClasses: Readonly<Record<string, Child>>;
  readonly cni: Child | undefined;
  readonly roles: ClusterRoles;
}

function coreReferences({ group, provider, nodeAccess, profile, oidcProvider, storageClasses, cni, roles }: CoreChildren): Inputs {
  return {
    clusterSecurityGroup: group?.reference,
    provider: provider.reference,
    eksNodeAccess: nodeAccess?.reference,
    fargateProfile: profile?.reference,
    oidcProvider: oidcProvider?.reference,
    storageClasses: Object.fromEntries(Object.entries(storageClasses).map(([key, storageClass]) => [key, storageClass.reference])),
    vpcCni: cni?.reference,
    clusterIamRole: roles.serviceRole,
  };
}
