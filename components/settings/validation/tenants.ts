import type { ApplicationTeamSettings, TenantSettings } from "../types";
import type { Path } from "./invalid";

/** Tenants with a template in common: all of them, or those of a tier. */
export interface TenantGroup extends Pick<TenantSettings, "template" | "names" | "application"> {
  readonly tier?: NonNullable<ApplicationTeamSettings["tier"]>;
  /** Where it stands in the stack file. */
  readonly path: Path;
}

/** The groups of tenants, in the order of the stack file. */
export function tenantGroups({ tiers = {}, ...all }: TenantSettings): TenantGroup[] {
  return [
    { ...all, path: ["tenants"] },
    ...Object.entries(tiers).map(([name, { nodePool, ...group }]) => ({
      ...group,
      tier: { name, ...(nodePool !== undefined && { nodePool }) },
      path: ["tenants", "tiers", name],
    })),
  ];
}

/** Where each tenant stands in the stack file, by name. */
export function tenantPaths(tenants: TenantSettings): Map<string, Path> {
  return new Map(
    tenantGroups(tenants).flatMap(({ names, path }) => names.map((name, position) => [name, [...path, "names", position]] as const)),
  );
}
