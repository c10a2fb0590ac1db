import type { PlannedResource } from "../types";
import { differences } from "./differences";
import { type Path, valueAt } from "./paths";
import type { FormerResource } from "./snapshot";

/** Physical names that a provider makes up where the program gives none. */
const names: readonly Path[] = [["name"], ["nodeGroupName"], ["fargateProfileName"], ["metadata", "name"]];

/**
 * Whether the old resource must go before its replacement comes: two cannot bear one name.
 * Source: the Terraform bridge and the Kubernetes provider, which both answer so for a given name that stays.
 */
export function deletedFirst(resource: PlannedResource, was: FormerResource): boolean {
  const keepsName = (path: Path) => {
    const name = valueAt(resource.inputs, path);
    return name !== undefined && differences(valueAt(was.inputs, path), name).length === 0;
  };
  return resource.deleteBeforeReplace || names.some(keepsName);
}
