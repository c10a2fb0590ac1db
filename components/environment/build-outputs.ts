import type { Addons } from "../addons/addons";
import { Cluster } from "../cluster/cluster";
import type { ExistingCluster } from "../cluster/existing-cluster";
import { updateKubeconfigCommand } from "../cluster/kubeconfig";
import type { Network } from "../networking/network";
import type { NodePool } from "../nodes/node-pool";
import type { Teams } from "../teams/teams";
import type { Context } from "../util/context";
import { nodeRoleArns } from "./node-capacity";
import type { EnvironmentOutputs } from "./outputs";
import type { EnvironmentArgs } from "./resolve-settings";
import { teamOutputs } from "./team-outputs";

interface Parts {
  readonly network: Network;
  readonly cluster: Cluster | ExistingCluster;
  readonly nodePools: Readonly<Record<string, NodePool>>;
  readonly teams: Teams;
  readonly addons: Addons;
}

/** Outputs of an environment, from its parts. */
export function buildOutputs(
  { network, cluster, nodePools, teams, addons }: Parts,
  { clusterName, region }: Context,
  { settings, awsLogin, addonPlan }: EnvironmentArgs,
): EnvironmentOutputs {
  const { keyArn, autoModeNodeRoleArn, autoModeNodeRoleName, hybridNodes, capabilities } = cluster instanceof Cluster ? cluster : {};
  return {
    kubeconfig: cluster.kubeconfig,
    clusterName: cluster.clusterName,
    clusterArn: cluster.arn,
    clusterEndpoint: cluster.endpoint,
    clusterVersion: cluster.version,
    clusterCertificateAuthority: cluster.certificateAuthority,
    clusterSecurityGroupId: cluster.securityGroupId,
    oidcProviderArn: cluster.oidcProviderArn,
    oidcIssuer: cluster.oidcIssuer,
    ...(cluster.roleArn && { clusterRoleArn: cluster.roleArn }),
    ...(keyArn && { clusterKeyArn: keyArn }),
    vpcId: network.vpcId,
    privateSubnetIds: network.privateSubnetIds,
    publicSubnetIds: network.publicSubnetIds,
    ...(network.controlPlaneSubnetIds.length > 0 && { controlPlaneSubnetIds: network.controlPlaneSubnetIds }),
    ...(network.privateRouteTableIds.length > 0 && { privateRouteTableIds: [...network.privateRouteTableIds] }),
    ...(network.publicRouteTableIds.length > 0 && { publicRouteTableIds: [...network.publicRouteTableIds] }),
    ...(Object.keys(network.podSubnetIds).length > 0 && { podSubnetIds: network.podSubnetIds }),
    ...(Object.keys(network.localZoneSubnetIds).length > 0 && { localZoneSubnetIds: network.localZoneSubnetIds }),
    ...(Object.keys(network.outpostSubnetIds).length > 0 && { outpostSubnetIds: network.outpostSubnetIds }),
    ...(Object.keys(network.isolatedSubnetIds).length > 0 && { isolatedSubnetIds: network.isolatedSubnetIds }),
    natAddresses: network.natAddresses,
    nodeRoleArns: nodeRoleArns(nodePools, cluster),
    ...(autoModeNodeRoleArn && { autoModeNodeRoleArn }),
    ...(autoModeNodeRoleName && { autoModeNodeRoleName }),
    ...(hybridNodes && { hybridNodes }),
    ...(capabilities && { capabilities }),
    ...(settings.images.cache && { imageRegistries: addonPlan.profile.registries }),
    teams: teamOutputs(teams, { clusterName, region }),
    updateKubeconfigCommand: updateKubeconfigCommand(clusterName, region, settings.cluster.kubeconfig, awsLogin),
    addons: addons.versions,
    addonOutputs: addons.outputs,
  };
}
