/** Who alone may use a pool: a team, or the tenants of a tier. Key and value are the label and the taint of its nodes. */
export interface PoolOwner {
  /** Key of the label and the taint. */
  readonly key: "team" | "tier";
  /** Value of the label and the taint. */
  readonly value: string;
}

type Pool = string | undefined;

/** What of a team says on which nodes its pods run. */
interface TeamNodes {
  readonly nodePool?: Pool;
  /** Tier of a tenant, with the pool of the tier. */
  readonly tier?: { readonly name: string; readonly nodePool?: Pool } | undefined;
}

interface TeamsAndTiers {
  readonly teams: Readonly<Record<string, TeamNodes | object>>;
  readonly tenants: { readonly tiers?: Readonly<Record<string, { readonly nodePool?: Pool }>> | undefined };
}

/** The owners of pools, by pool. A pool with two owners, which is an error, has the last. */
export function poolOwners({ teams, tenants }: TeamsAndTiers): Map<string, PoolOwner> {
  const own = (all: Readonly<Record<string, TeamNodes>>, key: PoolOwner["key"]) =>
    Object.entries(all).flatMap(([value, { nodePool }]) => (nodePool === undefined ? [] : [[nodePool, { key, value }] as const]));
  return new Map([...own(teams, "team"), ...own(tenants.tiers ?? {}, "tier")]);
}

/** The owner of the pool in which the pods of a team must run; undefined if they share nodes with those of others. */
export function poolOwnerOf(team: string, { nodePool, tier }: TeamNodes): PoolOwner | undefined {
  if (nodePool !== undefined) return { key: "team", value: team };
  return tier?.nodePool === undefined ? undefined : { key: "tier", value: tier.name };
}

/** The taint that keeps others off the nodes of a pool. */
export function ownerTaint({ key, value }: PoolOwner) {
  return { key, value, effect: "NoSchedule" as const };
}

/** Whether a taint is that of an owner, so that pods of others do not tolerate it. */
export function isOwnerTaint(
  { key, value }: { readonly key: string; readonly value: string },
  owners: ReadonlyMap<string, PoolOwner>,
): boolean {
  return key === "team" || [...owners.values()].some((owner) => owner.key === key && owner.value === value);
}
