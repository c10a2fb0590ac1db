import type { AddonOptions } from "../../settings/types";
import { finding, type SettingFinding } from "../../util/finding";
import { type Permissions, permissionsIssue, unknownServices } from "../../util/iam-permissions";
import { isRecord } from "../../util/is-record";
import { pathOf, type ValidationIssue } from "../../util/settings-error";

/** What IAM would not accept of the permissions that an add-on's options give. The policies of whole roles are counted where they are created. */
export function permissionResults(addon: string, options: AddonOptions): { issues: ValidationIssue[]; findings: SettingFinding[] } {
  const issues: ValidationIssue[] = [];
  const findings: SettingFinding[] = [];
  for (const [at, permissions] of permissionsIn(options)) {
    const found = permissionsIssue(permissions);
    const path = pathOf("addons", addon, ...at, ...found.at);
    if (found.issue) issues.push({ path, message: found.issue });
    for (const { at: below, ...issue } of unknownServices(permissions.statements))
      findings.push(finding({ rule: "iam-unknown-service", path: pathOf("addons", addon, ...at, ...below), ...issue }));
  }
  return { issues, findings };
}

/** Permissions of the add-on's own service account, and of those that an add-on of the user's own names. */
function permissionsIn(options: AddonOptions): (readonly [at: readonly string[], permissions: Permissions])[] {
  const accounts = isRecord(options.serviceAccounts) ? Object.entries(options.serviceAccounts) : [];
  const all = [[[], options] as const, ...accounts.map(([name, account]) => [["serviceAccounts", name], account] as const)];
  return all.flatMap(([at, given]) => {
    if (!isRecord(given) || (given.policies === undefined && given.statements === undefined)) return [];
    const { policies = [], statements = [] } = given as Partial<Permissions>;
    return [[at, { policies, statements }] as const];
  });
}
