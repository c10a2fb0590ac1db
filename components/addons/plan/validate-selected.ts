import type { AddonOptions } from "../../settings/types";
import { flatMapValid, ifValid } from "../../settings/validation/guard";
import { finding, type SettingFinding } from "../../util/finding";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon, Selected } from "../addon";
import type { StackProfile } from "../stack-profile";
import { unreachableImages, unreachableServices } from "./compatibility";
import { permissionResults } from "./permissions";
import { versionFindings, versionIssues } from "./version-checks";

/** What is found while add-ons are selected. */
export interface Found {
  readonly issues: ValidationIssue[];
  readonly findings: SettingFinding[];
  /** Add-ons of which invalid settings decide whether they are selected. */
  readonly unknown: Set<string>;
}

/** Issues and findings of a selected add-on, after the selection is complete. Something invalid hides only what depends on it. */
export function validateSelected(
  addon: AnyAddon,
  options: AddonOptions,
  profile: StackProfile,
  names: object,
  { issues, findings }: Found,
): void {
  const path = pathOf("addons", addon.name);
  const selected: Selected = { has: (name) => Object.hasOwn(names, name) };
  const mistakes = [
    () => addon.validate?.(options, profile, selected),
    () => unreachableImages(addon.registries?.(options, profile) ?? [], profile),
    () => unreachableServices(addon.awsServices ?? [], profile),
  ];
  issues.push(...flatMapValid(mistakes, (mistake) => [mistake() ?? []].flat().map((message) => ({ path, message }))));
  const ofPermissions = ifValid(() => permissionResults(addon.name, options), { issues: [], findings: [] });
  issues.push(...ifValid(() => versionIssues(addon, options, profile), []), ...ofPermissions.issues);
  findings.push(...ifValid(() => versionFindings(addon, options, profile), []), ...ofPermissions.findings);
  for (const { at = [], ...advice } of ifValid(() => [addon.warn?.(options, profile, selected) ?? []].flat(), []))
    findings.push(finding({ rule: "addon-advice", path: pathOf("addons", addon.name, ...at), ...advice }));
}
