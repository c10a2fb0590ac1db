import { identityModeOf, targetRoleNeedsPodIdentity } from "../../util/identity-mode";
import { roleResults } from "./role-permissions";
import { issue, type Rule, type RuleResult, rule, serviceAccountRule } from "./rule";
import { eachApplication, isApplication } from "./team-rule";

const permissionsGiven = serviceAccountRule(
  ["policies", "statements", "targetRoleArn", "roleArn"],
  function* ({ policies, statements, targetRoleArn, roleArn }, account) {
    if (policies.length + statements.length === 0 && targetRoleArn === undefined && roleArn === undefined)
      yield issue(["serviceAccounts", account], "gives no permissions; set `policies`, `statements`, `targetRoleArn` or `roleArn`");
  },
);

const permissionsFit = serviceAccountRule(["policies[]", "statements[]", "roleArn"], function* (permissions, account) {
  yield* roleResults(permissions, (...keys) => ["serviceAccounts", account, ...keys]);
});

/** Kubernetes creates `default` in every namespace. */
const defaultKept = serviceAccountRule(["roleOnly"], function* ({ roleOnly }, account) {
  if (account.endsWith("/default") && !roleOnly)
    yield issue(["serviceAccounts", account], "Kubernetes creates service account default itself; add `roleOnly: true`");
});

/** A team's namespaces hold what the team declares. */
const outsideTeams = rule(["serviceAccounts[]", "teams[]"], function* ({ serviceAccounts, teams }): Iterable<RuleResult> {
  const owners = Object.entries(teams).flatMap(([name, team]) =>
    isApplication(team) ? team.namespaces.map((namespace) => [namespace, name] as const) : [],
  );
  for (const account of Object.keys(serviceAccounts)) {
    const [namespace, name] = account.split("/");
    const team = new Map(owners).get(namespace!);
    if (team !== undefined)
      yield issue(
        ["serviceAccounts", account],
        `namespace ${namespace} belongs to team \`${team}\`; declare it as \`teams.${team}.serviceAccounts.${name}\`, and remove this entry`,
      );
  }
});

const identity = ["cluster.identity", "cluster.autoMode", "cluster.existing", "nodePools[]", "fargate[]"] as const;

const targetRoles = serviceAccountRule(
  ["targetRoleArn"],
  function* ({ targetRoleArn }, account, view) {
    if (targetRoleArn === undefined || identityModeOf(view)(account.split("/")[0]!) === "podIdentity") return;
    yield issue(["serviceAccounts", account, "targetRoleArn"], targetRoleNeedsPodIdentity);
  },
  identity,
);

const targetRolesOfTeams = eachApplication(
  ["serviceAccounts[]", "namespaces[]"],
  function* ({ serviceAccounts, namespaces }, at, view) {
    for (const [account, { targetRoleArn, namespace = namespaces[0]! }] of Object.entries(serviceAccounts)) {
      if (targetRoleArn !== undefined && identityModeOf(view)(namespace) !== "podIdentity")
        yield issue(at("serviceAccounts", account, "targetRoleArn"), targetRoleNeedsPodIdentity);
    }
  },
  identity,
);

export const serviceAccountRules: readonly Rule[] = [
  permissionsGiven,
  permissionsFit,
  defaultKept,
  outsideTeams,
  targetRoles,
  targetRolesOfTeams,
];
