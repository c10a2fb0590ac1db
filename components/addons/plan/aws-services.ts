import type { EndpointName } from "../shared/facts/vpc-endpoints";
import type { AnyAddon } from "./contract";
import { type AddonSettings, declaredAddons } from "./declared";

/** AWS services that a stack's add-ons call: what `network.endpoints: private` grows by. */
export function calledServices(addons: AddonSettings, own?: readonly AnyAddon[]): EndpointName[] {
  const { declared, options } = declaredAddons(addons, own);
  const called = declared.flatMap((addon) => {
    const its = options[addon.name];
    return its ? [...(addon.endpoints ?? []), ...(addon.furtherEndpoints?.(its) ?? [])] : [];
  });
  return [...new Set(called)];
}
