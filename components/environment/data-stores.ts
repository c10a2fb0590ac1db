import type { DataStore } from "../addons/data-store";
import type { DataStoreFacts } from "../lifecycle/change-guard/stack-facts";
import { mapValues } from "../util/map-values";
import { pathOf } from "../util/settings-error";
import type { EnvironmentArgs } from "./resolve-settings";

/** What the change guard records of resources with data, by the path of their settings. */
export function dataStoresOf({ addonPlan, settings, zones }: EnvironmentArgs): Record<string, DataStoreFacts> {
  const subnets = settings.network.existing?.privateSubnetIds;
  return Object.fromEntries(storesOf(addonPlan).map(([path, store]) => [path, factsOf(store, zones, subnets)]));
}

/** CSI drivers whose volumes must be gone before AWS deletes what the stack created for them. */
export function blockingDrivers({ addonPlan }: Pick<EnvironmentArgs, "addonPlan">): string[] {
  return [...new Set(storesOf(addonPlan).flatMap(([, { blockedByVolumesOf }]) => blockedByVolumesOf ?? []))];
}

/** The resources with data, each with the path of its settings. */
function storesOf({ enabled }: EnvironmentArgs["addonPlan"]): (readonly [path: string, store: DataStore])[] {
  return [...enabled.values()].flatMap(({ addon, options }) =>
    (addon.dataStores?.(options) ?? []).map((store) => [pathOf("addons", addon.name, ...(store.option?.split(".") ?? [])), store] as const),
  );
}

/**
 * A zone counts as what decides it: a zone of a VPC that the stack creates, a subnet of an existing one. Unknown ones are left out, but the first
 * subnet is known even if no zone is.
 */
function factsOf({ noun, fixed, zones: chosen, sizes }: DataStore, zones: readonly string[], subnets?: readonly string[]): DataStoreFacts {
  const names = zones.length > 0 ? zones : (subnets ?? []);
  const places = mapValues(chosen?.(names) ?? {}, (_, zone) => (zone === undefined ? undefined : (subnets ?? zones)[names.indexOf(zone)]));
  const known = Object.fromEntries(Object.entries(places).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return { noun, fixed: { ...fixed, ...known }, ...(sizes && { sizes }) };
}
