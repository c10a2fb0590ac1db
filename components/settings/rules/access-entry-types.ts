import { grantsOf, rolesOfNodes } from "../../util/access-entry-owners";
import { parseArn } from "../../util/arn";
import { accessRule, issue, type Rule, type RuleResult, rule } from "./rule";

/** Source: EKS user guide, "Create access entries" (2026). */
const reservedUsernames = /^(system|eks|aws|amazon|iam):/;

const usernameFits = accessRule(["username"], function* ({ username }, name) {
  if (username !== undefined && reservedUsernames.test(username))
    yield issue(
      ["cluster", "access", name, "username"],
      `EKS rejects user names that begin with system:, eks:, aws:, amazon: or iam:, found "${username}"; use another one`,
    );
});

const nodesHaveNoOtherAccess = accessRule(
  ["type", "principal", "permissionSet", "policy", "namespaces", "groups", "username"],
  function* ({ type, principal, permissionSet, ...access }, name) {
    if (type === undefined) return;
    const path = ["cluster", "access", name];
    if (permissionSet !== undefined) yield issue([...path, "permissionSet"], `type ${type} is for roles of nodes; remove one of both keys`);
    if (principal !== undefined && parseArn(principal)?.resource.startsWith("user/"))
      yield issue([...path, "principal"], `type ${type} requires the ARN of an IAM role, found ${principal}`);
    const given = (["policy", "namespaces", "groups", "username"] as const).filter(
      (key) => access[key] !== undefined && access[key].length > 0,
    );
    for (const key of given) yield issue([...path, key], `EKS determines the access of nodes (type ${type}); remove the key`);
  },
);

/** EKS accepts one entry per principal, so that several grants become one entry. */
const entriesAgree = rule(["cluster.access[]", "cluster.admins[]", "teams[]"], function* ({ cluster, teams }): Iterable<RuleResult> {
  const entries = Object.entries(cluster.access);
  const others = [
    ...cluster.admins.map((principal) => ({ principal, place: "cluster.admins" })),
    ...Object.entries(teams).flatMap(([team, { members, role }]) =>
      [...members, ...(role === undefined ? [] : [role])].map((principal) => ({ principal, place: `team ${team}` })),
    ),
  ];
  for (const [position, [name, { principal, type, username }]] of entries.entries()) {
    if (principal === undefined) continue;
    const path = ["cluster", "access", name];
    const alike = entries.filter(([other, entry]) => other !== name && entry.principal === principal);
    const place = alike[0] ? `cluster.access.${alike[0][0]}` : others.find((other) => other.principal === principal)?.place;
    if (type !== undefined && place !== undefined)
      yield issue([...path, "type"], `${place} grants the same role other access, and EKS accepts one access entry per role; remove one`);
    const earlier = entries.slice(0, position).find(([, entry]) => entry.principal === principal && entry.username !== undefined);
    if (username !== undefined && earlier && earlier[1].username !== username)
      yield issue(
        [...path, "username"],
        `differs from that of cluster.access.${earlier[0]}, which has the same principal; use one of both`,
      );
  }
});

/** The access entries of the roles of nodes are created with their nodes. */
const nodesBringEntries = rule(
  ["cluster.access[]", "cluster.admins[]", "cluster.autoMode", "nodePools[]", "fargate[]", "teams[]"],
  function* (stack) {
    const owners = rolesOfNodes(stack);
    for (const { principal, path } of grantsOf(stack)) {
      const owner = owners.get(principal);
      if (owner !== undefined)
        yield issue(path, `${owner} has this role, and EKS accepts one access entry per role, which comes with the nodes; remove this one`);
    }
  },
);

export const accessEntryTypeRules: readonly Rule[] = [usernameFits, nodesHaveNoOtherAccess, entriesAgree, nodesBringEntries];
