import type * as pulumi from "@pulumi/pulumi";
import type { Network } from "../networking/network";
import type { NodePoolSettings } from "../settings/types";

/** Subnets that a pool can use, and their zones in the same order. */
export interface PoolPlace {
  readonly subnetIds: readonly pulumi.Output<string>[];
  readonly zones: readonly string[];
}

/** The private subnets; those of Local Zones that the pool names too, or that of its Outpost alone. */
export function poolPlace(network: Network, { outpost, zones = [] }: Pick<NodePoolSettings, "outpost" | "zones">): PoolPlace {
  if (outpost !== undefined) return { subnetIds: [network.outpostSubnetIds[outpost]!], zones: [] };
  const local = zones.filter((zone) => network.localZoneSubnetIds[zone] !== undefined);
  return {
    subnetIds: [...network.privateSubnetIds, ...local.map((zone) => network.localZoneSubnetIds[zone]!)],
    zones: [...network.zones, ...local],
  };
}
