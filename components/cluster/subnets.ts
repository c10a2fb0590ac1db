/**
 * Subnets of the control plane: the first of each of the first two zones, so that an additional zone never changes it; all if the zones
 * are unknown, and in Auto Mode, whose nodes run only in these subnets.
 * @param subnets private subnets, one or more per zone
 * @param zones zone of each subnet, in the same order; empty if they are unknown
 */
export function controlPlaneSubnets<Subnet>(subnets: readonly Subnet[], zones: readonly string[], autoMode: boolean): Subnet[] {
  if (autoMode || zones.length === 0) return [...subnets];
  const firstTwo = [...new Set(zones)].slice(0, 2);
  return firstTwo.map((zone) => subnets[zones.indexOf(zone)]!);
}
