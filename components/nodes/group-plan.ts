import type { NodePoolSettings } from "../settings/types";
import { zoneLabel } from "../util/zone-labels";

/** One group of nodes of a pool. */
export interface GroupPlan {
  /** Suffix that its name adds to the pool's. */
  readonly suffix: string;
  /** The zone of a single-zone group. */
  readonly zone?: string;
  /** Indexes of its subnets among the private subnets; absent: all of them. */
  readonly subnets?: readonly number[];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * The node groups of a pool: one over all zones, or one per zone.
 * @param zones of the private subnets, in their order; several subnets may be in one zone
 * @throws Error for `spread: perZone` if no zone is known; validation has rejected such settings before
 */
export function planGroups(
  { spread, labels, zones: chosen }: Pick<NodePoolSettings, "spread" | "labels" | "zones">,
  zones: readonly string[],
): readonly GroupPlan[] {
  const indexesOf = (...wanted: readonly string[]) => zones.flatMap((zone, index) => (wanted.includes(zone) ? [index] : []));
  if (spread === "multiZone") return [{ suffix: "", labels, ...(chosen && { subnets: indexesOf(...chosen) }) }];
  if (zones.length === 0) throw new Error("a pool with spread perZone requires the zones of the private subnets (network.existing.zones)");
  return [...new Set(chosen ?? zones)].map((zone) => ({
    suffix: `-${zone}`,
    zone,
    subnets: indexesOf(zone),
    labels: { ...labels, [zoneLabel]: zone },
  }));
}
