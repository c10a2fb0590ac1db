import type * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../cluster/cluster";
import type { ClusterHandle } from "../cluster/types";
import type { Network } from "../networking/network";
import { AutoModePool } from "../nodes/auto-mode-pool";
import { planFargateProfiles } from "../nodes/fargate-plan";
import { FargateProfile } from "../nodes/fargate-profile";
import { NodePool } from "../nodes/node-pool";
import { maxPods, type PodAddresses } from "../reference/max-pods";
import type { FargateProfileSettings, NodePoolSettings } from "../settings/types";
import { autoModePoolsOf } from "../util/capacity-profile";
import type { Context } from "../util/context";
import { defaultArchitectures } from "../util/karpenter/instances";
import { mapValues } from "../util/map-values";
import { subnetsOfZones } from "../util/subnet-ids";
import { poolPlace } from "./pool-places";
import type { EnvironmentArgs } from "./resolve-settings";

export interface NodeCapacityArgs extends EnvironmentArgs {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  readonly network: Network;
  /** Roles of the node pools in Auto Mode, by name. */
  readonly autoModePoolRoles: Readonly<Record<string, { readonly name: pulumi.Output<string> }>>;
}

/** Node pools and Fargate profiles, by key of the settings. */
export interface NodeCapacity {
  readonly nodePools: Readonly<Record<string, NodePool>>;
  readonly autoModePools: Readonly<Record<string, AutoModePool>>;
  readonly fargateProfiles: Readonly<Record<string, FargateProfile>>;
}

/** All of it, as dependencies. */
export function capacityResources(capacity: NodeCapacity): pulumi.Resource[] {
  return Object.values(capacity).flatMap((each) => Object.values<pulumi.Resource>(each));
}

/** Creates the node pools and Fargate profiles of the settings. */
export function createNodeCapacity(name: string, args: NodeCapacityArgs, opts: pulumi.ComponentResourceOptions): NodeCapacity {
  return {
    nodePools: createNodePools(name, args, opts),
    autoModePools: createAutoModePools(name, args, opts),
    fargateProfiles: createFargateProfiles(name, args, opts),
  };
}

/** Roles of nodes, by pool. */
export function nodeRoleArns(
  nodePools: NodeCapacity["nodePools"],
  cluster: object | Pick<Cluster, "autoModePoolRoles">,
): Record<string, pulumi.Output<string>> {
  return {
    ...mapValues(nodePools, (_, { nodeRoleArn }) => nodeRoleArn),
    ...("autoModePoolRoles" in cluster && mapValues(cluster.autoModePoolRoles, (_, { arn }) => arn)),
  };
}

function createNodePools(
  name: string,
  { context, cluster, network, settings, addonPlan, existingCluster, groupSizes }: NodeCapacityArgs,
  opts: pulumi.ComponentResourceOptions,
) {
  const common = { context, cluster, vpcId: network.vpcId };
  const autoscaled = addonPlan.scalesNodeGroups;
  const scaling = { autoscaled, groupSizes };
  const drained = addonPlan.enabled.has("aws-node-termination-handler");
  const { prefixDelegation, customNetworking } = addonPlan.profile.podNetworking;
  const addresses = { prefixDelegation: prefixDelegation || existingCluster?.ipFamily === "ipv6", customNetworking };
  const podSubnets = Object.keys(network.podSubnetIds).length > 0;
  return mapValues(settings.nodePools, (pool, own) => {
    const nodes = podSubnets ? withPodLimit(own, addresses) : own;
    const place = poolPlace(network, own);
    return new NodePool(`${name}-${pool}`, { ...common, ...place, pool, settings: nodes, ...scaling, drained, ...addresses }, opts);
  });
}

/**
 * A pool whose nodes know their number of pods, also those that EKS configures: the user data then changes with the subnets of pods, so that nodes with
 * pods elsewhere are replaced.
 */
function withPodLimit(pool: NodePoolSettings, addresses: PodAddresses): NodePoolSettings {
  return { ...pool, maxPods: pool.maxPods ?? maxPods(pool.instanceTypes, addresses) };
}

function createAutoModePools(
  name: string,
  { context, cluster, network, settings, autoModePoolRoles, addonPlan }: NodeCapacityArgs,
  opts: pulumi.ComponentResourceOptions,
) {
  const subnets = addonPlan.profile.ownNetwork ? {} : { subnetIds: network.privateSubnetIds };
  const podSubnetIds = Object.values(network.podSubnetIds);
  const { localZoneSubnetIds } = network;
  return mapValues(autoModePoolsOf(settings.cluster.autoMode), (pool, own) => {
    const architectures = defaultArchitectures(own, settings.nodePools);
    const roleName = autoModePoolRoles[pool]!.name;
    return new AutoModePool(
      `${name}-${pool}`,
      {
        context,
        cluster,
        pool,
        settings: own,
        roleName,
        architectures,
        vpcId: network.vpcId,
        ...subnets,
        localZoneSubnetIds,
        podSubnetIds,
      },
      opts,
    );
  });
}

function createFargateProfiles(
  name: string,
  { context, cluster, network, settings, zones, addonPlan }: NodeCapacityArgs,
  opts: pulumi.ComponentResourceOptions,
) {
  const common = { context, clusterName: cluster.clusterName };
  const { podSubnetIds: ofZones } = network;
  const podSubnetIds = (chosen = Object.keys(ofZones)) => chosen.flatMap((zone) => ofZones[zone] ?? []);
  const nodeSubnetIds = (chosen: readonly string[] | undefined) =>
    chosen ? subnetsOfZones(network.privateSubnetIds, zones, chosen) : network.privateSubnetIds;
  const subnetsOf = ({ zones: chosen, subnetIds }: FargateProfileSettings) =>
    subnetIds ?? (Object.keys(ofZones).length > 0 ? podSubnetIds(chosen) : nodeSubnetIds(chosen));
  const logs = addonPlan.enabled.has("fargate-logging") ? { logging: true } : {};
  return mapValues(
    planFargateProfiles(settings, addonPlan.fargateGroups),
    (profile, own) =>
      new FargateProfile(`${name}-${profile}`, { ...common, subnetIds: subnetsOf(own), profile, settings: { ...logs, ...own } }, opts),
  );
}
