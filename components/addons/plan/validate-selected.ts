import type { AddonOptions } from "../../settings/types";
import { flatMapValid, ifValid } from "../../settings/validation/guard";
import { finding, type SettingFinding } from "../../util/finding";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AddonCheck, AddonIssue, AnyAddon, Selected } from "../addon";
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
  const selected: Selected = { has: (name) => Object.hasOwn(names, name) };
  const checks: readonly AddonCheck[] = [
    ...ownChecks(addon, options, profile, selected),
    () => unreachableImages(addon.registries?.(options, profile) ?? [], profile),
    () => unreachableServices(addon.awsServices ?? [], profile),
  ];
  issues.push(...flatMapValid(checks, issuesOf).map((issue) => placed(addon.name, issue)));
  const ofPermissions = ifValid(() => permissionResults(addon.name, options), { issues: [], findings: [] });
  issues.push(...ifValid(() => versionIssues(addon, options, profile), []), ...ofPermissions.issues);
  findings.push(...ifValid(() => versionFindings(addon, options, profile), []), ...ofPermissions.findings);
  for (const { at = [], ...advice } of ifValid(() => [addon.warn?.(options, profile, selected) ?? []].flat(), []))
    findings.push(finding({ rule: "addon-advice", path: pathOf("addons", addon.name, ...at), ...advice }));
}

/** The add-on's own checks; none if it reads something invalid before it has any. */
function ownChecks(addon: AnyAddon, options: AddonOptions, profile: StackProfile, selected: Selected): readonly AddonCheck[] {
  const own = ifValid(() => addon.validate?.(options, profile, selected), undefined);
  return typeof own === "object" ? own : [() => own];
}

function issuesOf(check: AddonCheck): Iterable<AddonIssue> {
  const result = check();
  if (result === undefined) return [];
  return typeof result === "object" && Symbol.iterator in result ? result : [result];
}

function placed(addon: string, issue: AddonIssue): ValidationIssue {
  const { at, message } = typeof issue === "string" ? { at: [], message: issue } : issue;
  return { path: pathOf("addons", addon, ...at), message };
}
