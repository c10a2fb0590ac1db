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

/** A zone counts as what decides it: a zone of a VPC that the stack creates, a subnet of an existing one. Unknown ones are left out. */
function factsOf(
  { noun, fixed, zones: chosen = {}, sizes }: DataStore,
  zones: readonly string[],
  subnets?: readonly string[],
): DataStoreFacts {
  const places = mapValues(chosen, (_, zone) => {
    const at = typeof zone === "number" ? zone : zones.indexOf(zone);
    return (subnets ?? zones)[at];
  });
  const known = Object.fromEntries(Object.entries(places).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return { noun, fixed: { ...fixed, ...known }, ...(sizes && { sizes }) };
}
