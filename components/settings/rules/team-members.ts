import type { TeamSettings } from "../types";
import { advice, duplicates, issue, type Rule } from "./rule";
import { acrossTeams, eachTeam } from "./team-rule";

const somebodyIsMember = eachTeam(
  ["members", "permissionSets", "createUsers", "role"],
  function* ({ members, permissionSets = [], createUsers, role }, at, { tenantPaths }, name) {
    const count = members.length + permissionSets.length + createUsers.length;
    if (count > 0 || role !== undefined || tenantPaths.has(name)) return;
    yield issue(at(), "has no members; set `members`, `permissionSets`, `createUsers` or `role`");
  },
  ["tenantPaths"],
);

const membersDiffer = eachTeam(["members[]"], function* ({ members }, at) {
  yield* duplicates(at("members"), members);
});

const permissionSetsDiffer = eachTeam(["permissionSets[]"], function* ({ permissionSets = [] }, at) {
  yield* duplicates(at("permissionSets"), permissionSets);
});

const usersDiffer = eachTeam(["createUsers[]"], function* ({ createUsers }, at) {
  yield* duplicates(at("createUsers"), createUsers);
});

/** Principals of a team that exist already. */
function principals({
  members = [],
  role,
}: Partial<Pick<TeamSettings, "members" | "role">>): (readonly [path: readonly PropertyKey[], arn: string])[] {
  const own = members.map((arn, position) => [["members", position], arn] as const);
  return role === undefined ? own : [...own, [["role"], role] as const];
}

/** EKS makes an access entry for the creator, and refuses a second one for the same principal. */
const creatorHasEntry = acrossTeams(
  function* (teams, { cluster, creator }) {
    if (!cluster.creatorAdmin || cluster.existing || creator === undefined) return;
    for (const [at, path, arn] of teams.flatMap(({ at, team }) => principals(team).map(([path, arn]) => [at, path, arn] as const))) {
      if (arn === creator)
        yield issue(
          at(...path),
          `${arn} creates the cluster (aws:assumeRoles) and so is already its administrator; remove it here, or set cluster.creatorAdmin to false`,
        );
    }
  },
  ["cluster.creatorAdmin", "cluster.existing", "creator"],
);

/** An administrator of the cluster gains nothing from a team, and is limited by none. */
const administratorsApart = acrossTeams(function* (parts) {
  const teams = parts.map((part) => ({ ...part, known: principals(part.team), users: part.team.createUsers ?? [] }));
  const administrators = new Map<string, string>();
  for (const { name, known, users } of teams.filter(({ team }) => team.kind === "platform")) {
    for (const who of [...known.map(([, arn]) => arn), ...users]) administrators.set(who, name);
  }
  for (const { at, known, users } of teams.filter(({ team }) => team.kind === "application")) {
    const all = [...known, ...users.map((user, position) => [["createUsers", position], user] as const)];
    for (const [path, who] of all) {
      const platform = administrators.get(who);
      if (platform === undefined) continue;
      yield advice(
        "team-administrator",
        at(...path),
        `${who} is also in platform team ${platform}, and so has full access to the cluster`,
        "remove it from one of the two if that is not intended",
      );
    }
  }
});

/** Characters of a trust policy: what IAM takes by default, and at most. Source: IAM quotas. */
const trustPolicy = { byDefault: 2048, atMost: 4096 };

/** The role's trust policy names each member twice: who may assume it, and who may tag the session. */
const trustFits = eachTeam(["members[]", "permissionSets[]", "createUsers[]", "role"], function* (team, at) {
  const { members, permissionSets = [], createUsers, role } = team;
  if (role !== undefined) return;
  const users = createUsers.map((user) => `arn:aws:iam::111122223333:user/${user}`);
  const sets = permissionSets.map(
    (name) => `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_${name}_0123456789abcdef`,
  );
  const length = 400 + 2 * [...members, ...sets, ...users].reduce((sum, arn) => sum + arn.length + 3, 0);
  const fix = "replace them by one role, such as that of a permission set in IAM Identity Center";
  if (length > trustPolicy.atMost)
    yield issue(at("members"), `too many for a trust policy of at most ${trustPolicy.atMost} characters; ${fix}`);
  else if (length > trustPolicy.byDefault)
    yield advice(
      "team-trust",
      at("members"),
      "this many members need a higher IAM quota for the length of trust policies",
      `raise the quota, or ${fix}`,
    );
});

export const teamMemberRules: readonly Rule[] = [
  somebodyIsMember,
  membersDiffer,
  permissionSetsDiffer,
  usersDiffer,
  creatorHasEntry,
  administratorsApart,
  trustFits,
];
