import type * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { Network } from "../networking/network";
import { planFargateProfiles } from "../nodes/fargate-plan";
import { FargateProfile } from "../nodes/fargate-profile";
import { NodePool } from "../nodes/node-pool";
import type { FargateProfileSettings } from "../settings/types";
import type { Context } from "../util/context";
import { mapValues } from "../util/map-values";
import { subnetsOfZones } from "../util/subnet-ids";
import type { EnvironmentArgs } from "./resolve-settings";

export interface NodeCapacityArgs extends EnvironmentArgs {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  readonly network: Network;
}

/** Node pools and Fargate profiles, by key of the settings. */
export interface NodeCapacity {
  readonly nodePools: Readonly<Record<string, NodePool>>;
  readonly fargateProfiles: Readonly<Record<string, FargateProfile>>;
}

/** Creates the node pools and Fargate profiles of the settings. */
export function createNodeCapacity(name: string, args: NodeCapacityArgs, opts: pulumi.ComponentResourceOptions): NodeCapacity {
  return { nodePools: createNodePools(name, args, opts), fargateProfiles: createFargateProfiles(name, args, opts) };
}

function createNodePools(
  name: string,
  { context, cluster, network, settings, zones, addonPlan, existingCluster, groupSizes }: NodeCapacityArgs,
  opts: pulumi.ComponentResourceOptions,
) {
  const common = { context, cluster, vpcId: network.vpcId, subnetIds: network.privateSubnetIds, zones };
  const autoscaled = addonPlan.scalesNodeGroups;
  const scaling = { autoscaled, groupSizes };
  const drained = addonPlan.enabled.has("aws-node-termination-handler");
  const { prefixDelegation, customNetworking } = addonPlan.profile.podNetworking;
  const addresses = { prefixDelegation: prefixDelegation || existingCluster?.ipFamily === "ipv6", customNetworking };
  return mapValues(
    settings.nodePools,
    (pool, own) => new NodePool(`${name}-${pool}`, { ...common, pool, settings: own, ...scaling, drained, ...addresses }, opts),
  );
}

function createFargateProfiles(
  name: string,
  { context, cluster, network, settings, zones, addonPlan }: NodeCapacityArgs,
  opts: pulumi.ComponentResourceOptions,
) {
  const common = { context, clusterName: cluster.clusterName };
  const subnetsOf = ({ zones: chosen, subnetIds }: FargateProfileSettings) =>
    subnetIds ?? (chosen ? subnetsOfZones(network.privateSubnetIds, zones, chosen) : network.privateSubnetIds);
  const logs = addonPlan.enabled.has("fargate-logging") ? { logging: true } : {};
  return mapValues(
    planFargateProfiles(settings, addonPlan.fargateGroups),
    (profile, own) =>
      new FargateProfile(`${name}-${profile}`, { ...common, subnetIds: subnetsOf(own), profile, settings: { ...logs, ...own } }, opts),
  );
}
