import { differences } from "../diff/differences";
import { type Path, valueAt } from "../diff/paths";
import type { PreviousResource } from "../diff/snapshot";
import type { PlannedResource, Values } from "../types";
import { resourceType } from ".";

/** Physical names that a provider generates if the program sets none. */
const names: readonly Path[] = [["name"], ["nodeGroupName"], ["fargateProfileName"], ["metadata", "name"]];

/** Names that are unique only within another property, such as a namespace. */
const within: readonly Path[] = [["metadata", "namespace"]];

/** Whether the old resource must be deleted before its replacement is created. */
export function deletedFirst(resource: PlannedResource, was: PreviousResource): boolean {
  return resource.deleteBeforeReplace || keepsName(resource.type, was.inputs, resource.inputs);
}

/**
 * Whether a replacement keeps a name that the program sets: names are unique. Source: the Terraform bridge and the Kubernetes provider; its
 * Helm releases (4.34, `Diff` of helm_release.go) are an exception.
 * @param now inputs without generated names
 */
export function keepsName(type: string, was: Values, now: Values): boolean {
  const stays = (path: Path) => differences(valueAt(was, path), valueAt(now, path)).length === 0;
  return !resourceType(type).createdFirst && within.every(stays) && names.some((path) => valueAt(now, path) !== undefined && stays(path));
}
