import { network } from "../../components/settings/schema/network";
import type { NetworkSettings } from "../../components/settings/types";

/** Settings of a network with three zones and the defaults of a stack file. */
export function networkSettings(changes: Partial<NetworkSettings> = {}): NetworkSettings {
  return { ...network.parse({}), zones: 3, nat: "single", ...changes };
}
