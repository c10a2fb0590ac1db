import { policyArns, type WorkloadPermissions } from "../../iam/workload-role";
import { overQuota } from "../../reference/aws-limits";
import { modelBounds } from "../../reference/generated/aws-models";
import type { Context } from "../../util/context";
import { finding, type SettingFinding } from "../../util/finding";
import { permissionsIssue } from "../../util/iam-permissions";
import { pathOf, SettingsError } from "../../util/settings-error";

/**
 * A finding where an add-on's role needs more policies than an account has by default. Settings count only those of the user; here are those of the
 * add-on too, which can depend on its resources.
 * @param addon its keys below `addons` in the stack file
 * @throws SettingsError where no account attaches so many
 */
export function policyCountFinding(
  addon: readonly string[],
  { serviceAccount, managedPolicies = [], statements = [] }: Pick<WorkloadPermissions, "serviceAccount" | "managedPolicies" | "statements">,
  { partition }: Pick<Context, "partition">,
): SettingFinding | undefined {
  const path = `eks-blueprints:${pathOf("addons", ...addon)}`;
  const { policies, issue } = permissionsIssue({ policies: policyArns(partition, managedPolicies), statements });
  if (issue) throw new SettingsError([{ path, message: `service account ${serviceAccount}: ${issue}` }]);
  const over = overQuota("managedPoliciesPerRole", policies, `the role of service account ${serviceAccount}`);
  return over && finding({ rule: "aws-quota", path, ...over });
}

/** @throws SettingsError where the path makes the ARN of an EKS add-on's role longer than EKS accepts, which it does with IRSA alone */
export function checkRolePath({ iam: { path = "/" }, partition }: Pick<Context, "iam" | "partition">): void {
  const [longestArn, longestName] = [modelBounds["eks.RoleArn"].max, modelBounds["iam.roleNameType"].max];
  const most = longestArn - longestName - `arn:${partition}:iam::123456789012:role`.length;
  if (path.length <= most) return;
  const message = `expected at most ${most} characters, because EKS accepts role ARNs of ${longestArn} for add-ons with IRSA, found ${path.length}; shorten it, or use Pod Identity`;
  throw new SettingsError([{ path: "eks-blueprints:iam.path", message }]);
}
