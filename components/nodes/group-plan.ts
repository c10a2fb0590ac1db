import type { NodePoolSettings } from "../settings/types";

/** Label of nodes whose group lies in one zone. EKS refuses node group labels under `kubernetes.io`, the well-known zone label included. */
export const zoneLabel = "eks-blueprints/zone";

/** One group of nodes of a pool. */
export interface GroupPlan {
  /** What its name adds to the pool's. */
  readonly suffix: string;
  /** The zone of a group that lies in one. */
  readonly zone?: string;
  /** Positions of its subnets among the private ones; absent: all of them. */
  readonly subnets?: readonly number[];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * The groups that a pool consists of: one over all zones, or one per zone.
 * @param zones of the private subnets, in their order; several subnets may lie in one zone
 * @throws Error for a pool per zone where no zone is known; the settings' check says so before
 */
export function planGroups(
  { spread, labels }: Pick<NodePoolSettings, "spread" | "labels">,
  zones: readonly string[],
): readonly GroupPlan[] {
  if (spread === "multiZone") return [{ suffix: "", labels }];
  if (zones.length === 0) throw new Error("a pool with spread perZone requires the zones of the private subnets (network.existing.zones)");
  return [...new Set(zones)].map((zone) => ({
    suffix: `-${zone}`,
    zone,
    subnets: zones.flatMap((other, index) => (other === zone ? [index] : [])),
    labels: { ...labels, [zoneLabel]: zone },
  }));
}
