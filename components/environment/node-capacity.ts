import type * as pulumi from "@pulumi/pulumi";
import { fargateGroups } from "../addons/plan/fargate-groups";
import { stackFacts } from "../addons/stack-profile";
import type { ClusterHandle } from "../cluster/types";
import type { Network } from "../networking/network";
import { planFargateProfiles } from "../nodes/fargate-plan";
import { FargateProfile } from "../nodes/fargate-profile";
import { NodePool } from "../nodes/node-pool";
import type { Context } from "../util/context";
import { mapValues } from "../util/map-values";
import type { EnvironmentArgs } from "./resolve-settings";

export interface CapacityArgs extends EnvironmentArgs {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  readonly network: Network;
}

/** Where pods run, by key of the settings. */
export interface Capacity {
  readonly nodePools: Readonly<Record<string, NodePool>>;
  readonly fargateProfiles: Readonly<Record<string, FargateProfile>>;
}

/** Node pools and Fargate profiles, as the settings say. */
export function makeCapacity(name: string, args: CapacityArgs, opts: pulumi.ComponentResourceOptions): Capacity {
  return { nodePools: makeNodePools(name, args, opts), fargateProfiles: makeFargateProfiles(name, args, opts) };
}

function makeNodePools(name: string, { context, cluster, network, settings, zones }: CapacityArgs, opts: pulumi.ComponentResourceOptions) {
  const common = { context, cluster, subnetIds: network.privateSubnetIds, zones };
  const autoscaled = settings.addons["cluster-autoscaler"] !== undefined;
  const drained = settings.addons["aws-node-termination-handler"] !== undefined;
  return mapValues(
    settings.nodePools,
    (pool, own) => new NodePool(`${name}-${pool}`, { ...common, pool, settings: own, autoscaled, drained }, opts),
  );
}

function makeFargateProfiles(
  name: string,
  { context, cluster, network, settings, region, ownAddons }: CapacityArgs,
  opts: pulumi.ComponentResourceOptions,
) {
  const common = { context, clusterName: cluster.clusterName, subnetIds: network.privateSubnetIds };
  return mapValues(
    planFargateProfiles(settings, fargateGroups(settings.addons, stackFacts(settings, region, settings.addons), ownAddons)),
    (profile, own) => new FargateProfile(`${name}-${profile}`, { ...common, profile, settings: own }, opts),
  );
}
