/**
 * Subnets that the control plane gets: the first of each of the first two zones, so that a further zone never touches it; all where the zones
 * are unknown, and under Auto Mode, whose nodes live nowhere else.
 * @param subnets private subnets, one or more per zone
 * @param zones zone of each subnet, in the same order; none where they are unknown
 */
export function controlPlaneSubnets<Subnet>(subnets: readonly Subnet[], zones: readonly string[], autoMode: boolean): Subnet[] {
  if (autoMode || zones.length === 0) return [...subnets];
  const firstTwo = [...new Set(zones)].slice(0, 2);
  return firstTwo.map((zone) => subnets[zones.indexOf(zone)]!);
}
