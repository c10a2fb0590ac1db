import { differences } from "../diff/differences";
import { type Path, valueAt } from "../diff/paths";
import type { PreviousResource } from "../diff/snapshot";
import type { PlannedResource, Values } from "../types";
import { resourceType } from ".";

/** Physical names that a provider makes up where the program gives none. */
const names: readonly Path[] = [["name"], ["nodeGroupName"], ["fargateProfileName"], ["metadata", "name"]];

/** Names that are one's own only within something else: another namespace has room for the same. */
const within: readonly Path[] = [["metadata", "namespace"]];

/** Whether the old resource must go before its replacement comes. */
export function deletedFirst(resource: PlannedResource, was: PreviousResource): boolean {
  return resource.deleteBeforeReplace || keepsName(resource.type, was.inputs, resource.inputs);
}

/**
 * Whether a replacement has a name that the program gives and that stays: two cannot bear one name.
 * Source: the Terraform bridge and the Kubernetes provider, which both answer so; its Helm releases (4.34, `Diff` of helm_release.go) do not.
 * @param now inputs without names that were made up
 */
export function keepsName(type: string, was: Values, now: Values): boolean {
  const stays = (path: Path) => differences(valueAt(was, path), valueAt(now, path)).length === 0;
  return !resourceType(type).createdFirst && within.every(stays) && names.some((path) => valueAt(now, path) !== undefined && stays(path));
}
