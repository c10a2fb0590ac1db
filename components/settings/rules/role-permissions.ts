import { permissionsIssue, unknownServices } from "../../util/iam-permissions";
import type { IamPermissions } from "../../util/schemas";
import { withinQuota } from "./quotas";
import { advice, issue, type RuleResult } from "./rule";

/** IAM's rules about the permissions of a role. @param at path of a key of them in the stack file */
export function* roleResults(
  { policies, statements, roleArn }: IamPermissions & { readonly roleArn?: string | undefined },
  at: (...keys: readonly PropertyKey[]) => readonly PropertyKey[],
): Iterable<RuleResult> {
  if (roleArn !== undefined && policies.length + statements.length > 0) {
    const key = policies.length > 0 ? "policies" : "statements";
    yield issue(
      at(key),
      "the stack does not manage the permissions of an existing role (`roleArn`); add them to the role, and remove the key",
    );
  }
  const found = permissionsIssue({ policies, statements });
  if (found.issue) yield issue(at(...found.at), found.issue);
  else yield* withinQuota("managedPoliciesPerRole", at(...found.at), found.policies, "the role");
  for (const { at: below, message, fix } of unknownServices(statements)) yield advice("iam-unknown-service", at(...below), message, fix);
}
