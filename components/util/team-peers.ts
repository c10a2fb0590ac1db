/** What `allowIngressFrom` and `allowEgressTo` of a team name. */
export interface TeamPeer {
  readonly kind: "team" | "addon" | "namespace" | "range" | "internet";
  /** Name of the team, add-on or namespace, or the range. */
  readonly name: string;
}

/** An entry such as `shop`, `addon:prometheus`, `namespace:db`, `10.20.0.0/16` or `internet`. */
export function teamPeer(entry: string): TeamPeer {
  if (entry === "internet") return { kind: "internet", name: entry };
  if (entry.includes("/")) return { kind: "range", name: entry };
  const [kind, name] = entry.split(":") as [string, string?];
  return name === undefined ? { kind: "team", name: entry } : { kind: kind as "addon" | "namespace", name };
}
