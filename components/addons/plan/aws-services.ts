import type { EndpointName } from "../../reference/vpc-endpoints";
import type { AnyAddon } from "../addon";
import { type AddonSettings, availableAddons } from "./available-addons";

/** AWS services that a stack's add-ons call: what `network.endpoints: private` grows by. */
export function calledServices(addons: AddonSettings, own?: readonly AnyAddon[]): EndpointName[] {
  const { declared, options } = availableAddons(addons, own);
  const called = declared.flatMap((addon) => {
    const its = options[addon.name];
    return its ? [...(addon.awsServices ?? []), ...(addon.optionalAwsServices?.(its) ?? [])] : [];
  });
  return [...new Set(called)];
}
