import { arnParts } from "../arns";
import type { TeamSettings } from "../types";
import { duplicates, fault, type Read, type Rule, rule, type View } from "./rule";
import { placeOf } from "./team-rule";

/** An administrator is needed who is not the creator. */
const somebodyIsAdmin = rule(
  ["cluster.creatorAdmin", "cluster.admins", "cluster.access", "cluster.existing"],
  function* ({ cluster: { creatorAdmin, admins, access, existing } }) {
    if (creatorAdmin || existing || admins.length > 0) return;
    if (Object.values(access).some(({ policy, namespaces }) => policy === "clusterAdmin" && namespaces.length === 0)) return;
    yield fault(["cluster", "creatorAdmin"], "`false` leaves nobody in charge of the cluster; name somebody in cluster.admins");
  },
);

const adminsDiffer = rule(["cluster.admins"], function* ({ cluster: { admins } }) {
  yield* duplicates(["cluster", "admins"], admins);
});

/** EKS makes an access entry for the creator, and refuses a second one for the same principal. */
const creatorIsAdmin = rule(["cluster.creatorAdmin", "cluster.existing", "cluster.admins", "creator"], function* ({ cluster, creator }) {
  if (!cluster.creatorAdmin || cluster.existing || creator === undefined) return;
  for (const [position, principal] of cluster.admins.entries())
    if (principal === creator) yield fault(["cluster", "admins", position], `${principal} ${twice}`);
});

const creatorHasAccess = rule(
  ["cluster.creatorAdmin", "cluster.existing", "cluster.access[]", "creator"],
  function* ({ cluster, creator }) {
    if (!cluster.creatorAdmin || cluster.existing || creator === undefined) return;
    for (const [name, { principal }] of Object.entries(cluster.access))
      if (principal === creator) yield fault(["cluster", "access", name, "principal"], `${principal} ${twice}`);
  },
);

const twice = "creates the cluster (aws:assumeRoles) and is its admin by that; remove it here, or set cluster.creatorAdmin to false";

const rightsFit = rule(["cluster.access[]"], function* ({ cluster: { access } }) {
  for (const [name, { policy, namespaces, groups }] of Object.entries(access)) {
    const path = ["cluster", "access", name];
    if (policy === "clusterAdmin" && namespaces.length > 0) {
      yield fault(
        [...path, "policy"],
        "`clusterAdmin` is for the whole cluster; write `admin` for all rights within namespaces, or remove `namespaces`",
      );
    }
    for (const [position, group] of groups.entries()) {
      if (group.startsWith("system:"))
        yield fault(
          [...path, "groups", position],
          `EKS refuses groups that begin with "system:", found "${group}"; use \`policy\`, or a group of your own with a role binding`,
        );
    }
    yield* duplicates([...path, "namespaces"], namespaces);
    yield* duplicates([...path, "groups"], groups);
  }
});

function teamArns(team: TeamSettings, at: ReturnType<typeof placeOf>): ArnAt[] {
  const accounts = team.kind === "application" ? Object.entries(team.serviceAccounts) : [];
  return [
    ...team.members.map((arn, position) => [at("members", position), arn] as const),
    [at("role"), team.role],
    ...accounts.flatMap(([account, { policies }]) =>
      policies.map((arn, position) => [at("serviceAccounts", account, "policies", position), arn] as const),
    ),
  ];
}

type ArnAt = readonly [path: readonly PropertyKey[], arn: string | undefined];

/** A rule on ARNs of the settings, each with its path. */
function arnRule<R extends Read>(reads: readonly R[], source: (view: View<R>) => Iterable<ArnAt>): Rule {
  return rule([...reads, "region", "regionFacts"], function* (view) {
    const { region, regionFacts } = view as unknown as View<"region" | "regionFacts">;
    for (const [path, arn] of source(view as unknown as View<R>)) {
      if (arn === undefined) continue;
      const found = arnParts(arn);
      if (found.partition !== regionFacts.partition) {
        yield fault(
          path,
          `expected an ARN of partition ${regionFacts.partition}, to which ${region} belongs, found ${arn}; write arn:${regionFacts.partition}:...`,
        );
      } else if (found.region !== "" && found.region !== region) {
        yield fault(path, `expected a key in ${region}, found one in ${found.region}`);
      }
    }
  });
}

/** Each read on its own, so that what is invalid in one hides nothing of another. */
const arnRules: readonly Rule[] = [
  arnRule(["cluster.admins"], ({ cluster }) => cluster.admins.map((arn, position) => [["cluster", "admins", position], arn])),
  arnRule(["cluster.access[]"], ({ cluster }) =>
    Object.entries(cluster.access).map(([name, { principal }]) => [["cluster", "access", name, "principal"], principal]),
  ),
  arnRule(["cluster.encryption"], ({ cluster: { encryption } }) =>
    typeof encryption === "object" ? [[["cluster", "encryption", "kmsKeyArn"], encryption.kmsKeyArn]] : [],
  ),
  arnRule(["cluster.kubeconfig"], ({ cluster }) => [[["cluster", "kubeconfig", "roleArn"], cluster.kubeconfig.roleArn]]),
  arnRule(["iam"], ({ iam }) => [[["iam", "permissionsBoundary"], iam.permissionsBoundary]]),
  arnRule(["nodePools[]"], ({ nodePools }) =>
    Object.entries(nodePools).flatMap(([name, { policies }]) =>
      policies.map((arn, position): ArnAt => [["nodePools", name, "policies", position], arn]),
    ),
  ),
  arnRule(["teams[]", "tenantIndex"], (stack) =>
    Object.entries(stack.teams).flatMap(([name, team]) => teamArns(team, placeOf(stack, name))),
  ),
];

export const accessRules: readonly Rule[] = [somebodyIsAdmin, adminsDiffer, creatorIsAdmin, creatorHasAccess, rightsFit, ...arnRules];
