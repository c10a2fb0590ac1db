/**
 * Spreads pods over zones and nodes, as far as there are any.
 * @param matchLabels labels of the pods. Default: none, for charts that add each component's own
 */
export function topologySpread(matchLabels?: Readonly<Record<string, string>>) {
  return ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    ...(matchLabels && { labelSelector: { matchLabels } }),
  }));
}
