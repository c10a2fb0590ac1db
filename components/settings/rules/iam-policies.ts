import { awsLimits } from "../../reference/aws-limits";
import { nodePolicies } from "../../reference/node-policies";
import { sessionManagerPolicy } from "../../reference/session-manager";
import { permissionsIssue, unknownServices } from "../../util/iam-permissions";
import { withinQuota } from "./quotas";
import { roleResults } from "./role-permissions";
import { advice, duplicates, issue, poolRule, profileRule, type Rule } from "./rule";
import { eachApplication, eachTeam } from "./team-rule";

const nodeRoles = poolRule(["policies[]", "statements[]", "ssm"], function* ({ policies, statements = [], ssm }, pool) {
  const path = ["nodePools", pool, "policies"];
  const own = ssm ? [...nodePolicies, sessionManagerPolicy] : nodePolicies;
  const further = policies.filter((arn) => !own.some((name) => arn.endsWith(`:aws:policy/${name}`)));
  const { policies: count, at, issue: wrong } = permissionsIssue({ policies: [...own, ...further], statements });
  const { highest } = awsLimits.managedPoliciesPerRole.quota;
  if (count > highest)
    yield issue(
      path,
      `the node role would have ${count} managed policies, ${own.length} of them its own, and IAM attaches ${highest} at most; remove ${count - highest}`,
    );
  else if (wrong) yield issue(["nodePools", pool, ...at], wrong);
  else yield* withinQuota("managedPoliciesPerRole", path, count, `the node role, with ${own.length} of its own,`);
  for (const { at: below, message, fix } of unknownServices(statements))
    yield advice("iam-unknown-service", ["nodePools", pool, ...below], message, fix);
});

const podExecutionRoles = profileRule(["policies[]", "statements[]", "roleArn"], function* (permissions, profile) {
  const { policies = [], statements = [], roleArn } = permissions;
  const at = (...keys: readonly PropertyKey[]) => ["fargate", profile, ...keys];
  yield* duplicates(at("policies"), policies);
  yield* roleResults({ policies, statements, roleArn }, at);
});

const serviceAccountRoles = eachApplication(["serviceAccounts[]"], function* ({ serviceAccounts }, at) {
  for (const [account, permissions] of Object.entries(serviceAccounts))
    yield* roleResults(permissions, (...keys) => at("serviceAccounts", account, ...keys));
});

const teamRoles = eachTeam(["policies[]", "statements[]", "role"], function* ({ policies = [], statements = [], role }, at) {
  if (role !== undefined && policies.length + statements.length > 0)
    yield issue(
      at(policies.length > 0 ? "policies" : "statements"),
      "the stack does not manage the permissions of an existing role (`role`); add them to the role, and remove the key",
    );
  yield* duplicates(at("policies"), policies);
  yield* roleResults({ policies, statements }, at);
});

export const iamPolicyRules: readonly Rule[] = [nodeRoles, podExecutionRoles, serviceAccountRoles, teamRoles];
