import type { NodePoolSettings, Settings } from "../settings/types";
import { isRecord } from "../util/is-record";

/** Zones of the nodes: those of the network, or fewer where each pool names its own. */
export function nodeZones({ network, nodePools }: Pick<Settings, "network" | "nodePools">): number | readonly string[] | undefined {
  const ofPools = Object.values(nodePools).map(({ zones }) => zones);
  if (ofPools.length > 0 && ofPools.every((zones) => zones !== undefined)) return [...new Set(ofPools.flatMap((zones) => zones ?? []))];
  return network.existing ? network.existing.zones : network.zones;
}

/** What the EBS driver provides besides volumes. */
export function ebsOf(options: unknown): { readonly defaultStorageClass: boolean; readonly snapshots: boolean } {
  const { defaultStorageClass = true, snapshots = false } = isRecord(options) ? options : {};
  return { defaultStorageClass: defaultStorageClass === true, snapshots: Boolean(snapshots) };
}

/** Taints on the nodes of all pools; none if a pool has none. */
export function taintsOfAll(pools: readonly Pick<NodePoolSettings, "taints">[]): NodePoolSettings["taints"][number][] {
  const keepingOff = pools.map(({ taints }) => taints.filter(({ effect }) => effect !== "PreferNoSchedule"));
  if (keepingOff.some((taints) => taints.length === 0)) return [];
  return [...new Map(keepingOff.flat().map((taint) => [JSON.stringify(taint), taint])).values()];
}
