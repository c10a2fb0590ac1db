// Outputs of `eks.Cluster`, and what it shares with node groups.

import { mapValues } from "../../../components/util/map-values";
import { Args, type Child, type Scope } from "../expansion/scope";
import { derive, type Inputs, trackedFrom, unwrap } from "../expansion/tracked-value";
import type { ClusterParts } from "./cluster-parts";
import { encryptionConfigOf } from "./control-plane";
import type { Core } from "./core";
import { asText } from "./kubeconfig";
import type { NodeGroup } from "./node-group-v2";

/** Outputs of the component, by the names of its SDK. */
export function clusterOutputs(scope: Scope, parts: ClusterParts, core: Core, defaultGroup: NodeGroup | undefined): Inputs {
  const { cluster, configs, oidcProvider, group, nodeSecurity, nodeRoles, profile } = parts;
  const ownGroup = cluster.out("vpcConfig", "clusterSecurityGroupId");
  const issuer = derive(cluster.out("identities", 0, "oidcs", 0, "issuer"), (url: string | undefined) => url ?? "");
  return {
    eksCluster: cluster.reference,
    core: { ...coreValues(scope, parts), ...coreReferences(parts), nodeGroupOptions: core.nodeGroupOptions.all() },
    kubeconfig: configs.shared,
    kubeconfigJson: asText(configs.shared),
    clusterSecurityGroup: group?.reference,
    clusterSecurityGroupId: group?.id ?? ownGroup,
    nodeSecurityGroup: nodeSecurity?.group.reference,
    nodeSecurityGroupId: nodeSecurity?.group.id ?? ownGroup,
    eksClusterIngressRule: nodeSecurity?.clusterRule.reference,
    clusterIngressRuleId: nodeSecurity?.clusterRule.out("securityGroupRuleId") ?? "",
    instanceRoles: nodeRoles.roles,
    defaultNodeGroup: defaultGroup?.outputs,
    defaultNodeGroupAsgName: defaultGroup?.group.out("name") ?? "",
    fargateProfileId: profile?.id ?? "",
    fargateProfileStatus: profile?.out("status") ?? "",
    oidcProviderArn: oidcProvider?.out("arn") ?? "",
    oidcProviderUrl: issuer,
    oidcIssuer: derive(issuer, (url: string) => url.replace("https://", "")),
    autoModeNodeRoleName: parts.roles.autoNode?.role.out("name") ?? "",
  };
}

function coreValues(scope: Scope, { cluster, network, configs, nodeRoles, access, roles }: ClusterParts): Inputs {
  const { args } = scope;
  return {
    vpcId: network.vpcId,
    subnetIds: network.subnetIds,
    publicSubnetIds: args.get("publicSubnetIds"),
    privateSubnetIds: args.get("privateSubnetIds"),
    tags: args.get("tags"),
    nodeSecurityGroupTags: args.get("nodeSecurityGroupTags"),
    endpoint: cluster.out("endpoint"),
    instanceRoles: nodeRoles.roles,
    kubeconfig: configs.shared,
    encryptionConfig: encryptionConfigOf(scope),
    accessEntries: access.data,
    autoModeNodeRoleName: roles.autoNode?.role.out("name") ?? "",
  };
}

function coreReferences({ cluster, group, provider, nodeAccess, profile, oidcProvider, storageClasses, cni, roles }: ClusterParts): Inputs {
  return {
    cluster: cluster.reference,
    clusterSecurityGroup: group?.reference,
    provider: provider.reference,
    eksNodeAccess: nodeAccess?.reference,
    fargateProfile: profile?.reference,
    oidcProvider: oidcProvider?.reference,
    storageClasses: mapValues(storageClasses, (_, storageClass) => storageClass.reference),
    vpcCni: cni?.component.reference,
    clusterIamRole: roles.serviceRole,
  };
}

/** The core of a cluster during its creation. */
export function coreOfCluster(scope: Scope, parts: ClusterParts): Core {
  const { args } = scope;
  const { cluster, network, group, nodeRoles, nodeSecurity, cni } = parts;
  const nodeAccess: readonly Child[] = parts.nodeAccess ? [parts.nodeAccess] : [];
  return {
    cluster,
    vpcId: network.vpcId,
    subnetIds: network.subnetIds,
    publicSubnetIds: args.get("publicSubnetIds"),
    privateSubnetIds: args.get("privateSubnetIds"),
    tags: args.get("tags"),
    nodeSecurityGroupTags: args.get("nodeSecurityGroupTags"),
    clusterGroupId: group?.id ?? cluster.out("vpcConfig", "clusterSecurityGroupId"),
    instanceRoleArns: nodeRoles.arns,
    nodeGroupOptions: nodeGroupOptions(args).with({
      instanceProfile: nodeRoles.instanceProfile?.reference,
      nodeSecurityGroup: nodeSecurity?.group.reference,
      clusterIngressRule: nodeSecurity?.clusterRule.reference,
    }),
    nodeDependencies: [...(cni?.resources ?? []), ...nodeAccess],
    nodeAccess,
    from: trackedFrom(unwrap(coreValues(scope, parts)).urns),
  };
}

/** Options of the default node group, where each is an argument of its own. */
const singleOptions = [
  "nodeSubnetIds",
  "nodeAssociatePublicIpAddress",
  "instanceType",
  "nodePublicKey",
  "nodeRootVolumeEncrypted",
  "nodeRootVolumeSize",
  "nodeUserData",
  "minSize",
  "maxSize",
  "desiredCapacity",
  "gpu",
  "version",
];

function nodeGroupOptions(args: Args): Args {
  if (args.has("nodeGroupOptions")) return args.within("nodeGroupOptions");
  const single = Object.fromEntries(singleOptions.map((name) => [name, args.get(name)]));
  return new Args({}, {}).with({ ...single, amiId: args.get("nodeAmiId") });
}
