import type { Input } from "@pulumi/pulumi";

/** Subnets of a stack for nodes that are started as pods need them. */
export interface NodeSubnets {
  readonly clusterName: string;
  /** Ids of the private subnets, if they have no discovery tag. */
  readonly subnetIds?: readonly Input<string>[] | undefined;
  /** Subnets in Local Zones by zone; they have no discovery tag, so that only pools that name the zone use them. */
  readonly localZoneSubnetIds?: Readonly<Record<string, Input<string>>> | undefined;
}

interface Pool {
  readonly subnetIds?: readonly string[] | undefined;
  readonly zones?: readonly string[] | undefined;
}

/** `subnetSelectorTerms` of a node class: any of these subnets. */
export function subnetSelectorTerms({ subnetIds: chosen, zones = [] }: Pool, place: NodeSubnets) {
  const byId = (ids: readonly Input<string>[]) => ids.map((id) => ({ id }));
  if (chosen) return byId(chosen);
  const { clusterName, subnetIds, localZoneSubnetIds = {} } = place;
  const local = zones.flatMap((zone) => localZoneSubnetIds[zone] ?? []);
  if (local.length > 0 && local.length === zones.length) return byId(local);
  return [...(subnetIds ? byId(subnetIds) : [{ tags: { "karpenter.sh/discovery": clusterName } }]), ...byId(local)];
}
