import { awsLimits } from "../reference/aws-limits";
import { type PlainStatement, unknownService } from "./iam-statements";
import { isDivisible, managedPolicyCount, type SizedStatement } from "./policy-size";

/** What settings give to one role. */
export interface Permissions {
  /** ARNs of managed policies. */
  readonly policies: readonly string[];
  readonly statements: readonly PlainStatement[];
}

interface PermissionsFinding {
  /** Keys below the permissions. */
  readonly at: readonly PropertyKey[];
  /** Managed policies that the role needs: those named, and those that long statements are divided into. */
  readonly policies: number;
  /** Why IAM accepts no such role, if so. */
  readonly issue?: string;
}

/** How many managed policies a role needs, and whether IAM accepts so many. */
export function permissionsIssue({
  policies,
  statements,
}: {
  readonly policies: readonly string[];
  readonly statements: readonly SizedStatement[];
}): PermissionsFinding {
  const count = managedPolicyCount(policies, statements);
  const long = statements.findIndex((statement) => !isDivisible(statement));
  const { highest } = awsLimits.managedPoliciesPerRole.quota;
  const most = awsLimits.managedPolicy.value;
  if (count > policies.length && long >= 0)
    return {
      at: ["statements", long],
      policies: count,
      issue: `expected a condition and single values of fewer than ${most} characters, the size of a managed policy; shorten the condition`,
    };
  const at = policies.length > 0 || count === 0 ? ["policies"] : ["statements"];
  if (count <= highest) return { at, policies: count };
  const divided = count > new Set(policies).size ? `, those included into which long statements are divided (${most} characters each)` : "";
  return {
    at,
    policies: count,
    issue: `the role would have ${count} managed policies${divided}, and IAM attaches ${highest} at most; use fewer`,
  };
}

/** What to say of actions whose service is not in the table, and near none in it: it may be newer. */
export function unknownServices(statements: readonly PlainStatement[]): { at: readonly PropertyKey[]; message: string; fix: string }[] {
  return statements.flatMap(({ Action }, position) =>
    [Action].flat().flatMap((action) => {
      const service = unknownService(action);
      const message = `no service ${service} is known here, so ${action} may grant nothing`;
      const fix = "check the prefix in AWS's service authorization reference";
      return service === undefined ? [] : [{ at: ["statements", position, "Action"], message, fix }];
    }),
  );
}
