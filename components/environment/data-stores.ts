import type { DataStore } from "../addons/data-store";
import type { DataStoreFacts } from "../lifecycle/change-guard/stack-facts";
import { mapValues } from "../util/map-values";
import { pathOf } from "../util/settings-error";
import type { EnvironmentArgs } from "./resolve-settings";

/** What the change guard records of resources with data, by the path of their settings. */
export function dataStoresOf({ addonPlan, settings, zones }: EnvironmentArgs): Record<string, DataStoreFacts> {
  const subnets = settings.network.existing?.privateSubnetIds;
  const found = [...addonPlan.enabled.values()].flatMap(({ addon, options }) =>
    (addon.dataStores?.(options) ?? []).map((store) => {
      const path = pathOf("addons", addon.name, ...(store.option === undefined ? [] : store.option.split(".")));
      return [path, factsOf(store, zones, subnets)] as const;
    }),
  );
  return Object.fromEntries(found);
}

/** CSI drivers whose volumes must be gone before AWS deletes what the stack created for them. */
export function blockingDrivers({ addonPlan }: Pick<EnvironmentArgs, "addonPlan">): string[] {
  const stores = [...addonPlan.enabled.values()].flatMap(({ addon, options }) => addon.dataStores?.(options) ?? []);
  return [...new Set(stores.flatMap(({ blockedByVolumesOf }) => blockedByVolumesOf ?? []))];
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
