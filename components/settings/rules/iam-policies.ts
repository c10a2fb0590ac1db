import { awsLimits } from "../../reference/aws-limits";
import { nodePolicies } from "../../reference/node-policies";
import { sessionManagerPolicy } from "../../reference/session-manager";
import { withinQuota } from "./quotas";
import { roleResults } from "./role-permissions";
import { issue, poolRule, type Rule } from "./rule";
import { eachApplication } from "./team-rule";

const nodeRoles = poolRule(["policies[]", "ssm"], function* ({ policies, ssm }, pool) {
  const path = ["nodePools", pool, "policies"];
  const own = ssm ? [...nodePolicies, sessionManagerPolicy] : nodePolicies;
  const further = policies.filter((arn) => !own.some((name) => arn.endsWith(`:aws:policy/${name}`)));
  const count = own.length + new Set(further).size;
  const { highest } = awsLimits.managedPoliciesPerRole.quota;
  if (count > highest)
    yield issue(
      path,
      `the node role would have ${count} managed policies, ${own.length} of them its own, and IAM attaches ${highest} at most; remove ${count - highest}`,
    );
  else yield* withinQuota("managedPoliciesPerRole", path, count, `the node role, with ${own.length} of its own,`);
});

const serviceAccountRoles = eachApplication(["serviceAccounts[]"], function* ({ serviceAccounts }, at) {
  for (const [account, permissions] of Object.entries(serviceAccounts))
    yield* roleResults(permissions, (...keys) => at("serviceAccounts", account, ...keys));
});

export const iamPolicyRules: readonly Rule[] = [nodeRoles, serviceAccountRoles];
