interface ZoneSettings {
  readonly existing?: { readonly zones?: readonly string[] | undefined } | undefined;
  readonly zones: number | readonly string[];
}

/** How many zones a list of names, or a number, stands for. */
export function zoneCount(zones: ZoneSettings["zones"]): number {
  return typeof zones === "number" ? zones : new Set(zones).size;
}

/** How many node groups a pool has: one, or one per zone of the private subnets. */
export function groupCount(
  { spread, zones: chosen }: { readonly spread: "multiZone" | "perZone"; readonly zones?: readonly string[] | undefined },
  { existing, zones }: ZoneSettings,
): number {
  if (spread === "multiZone") return 1;
  if (chosen) return new Set(chosen).size;
  return existing ? Math.max(1, zoneCount(existing.zones ?? [])) : zoneCount(zones);
}
