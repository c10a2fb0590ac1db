import { arnParts } from "../arns";
import { unlessFaulty } from "../guard";
import type { TeamSettings } from "../types";
import { duplicates, each, fault, type Rule, type Stack } from "./rule";
import { ofTeams, placeOf } from "./team-rule";

/** An administrator is needed who is not the creator. */
const somebodyIsAdmin: Rule = function* ({ cluster: { creatorAdmin, admins, access, existing } }) {
  if (creatorAdmin || existing || admins.length > 0) return;
  if (Object.values(access).some(({ policy, namespaces }) => policy === "clusterAdmin" && namespaces.length === 0)) return;
  yield fault(["cluster", "creatorAdmin"], "`false` leaves nobody in charge of the cluster; name somebody in cluster.admins");
};

const adminsDiffer: Rule = function* ({ cluster: { admins } }) {
  yield* duplicates(["cluster", "admins"], admins);
};

/** EKS makes an access entry for the creator, and refuses a second one for the same principal. */
const creatorHasEntry: Rule = function* ({ cluster, creator }) {
  if (!cluster.creatorAdmin || cluster.existing || creator === undefined) return;
  const twice = "creates the cluster (aws:assumeRoles) and is its admin by that; remove it here, or set cluster.creatorAdmin to false";
  yield* each([cluster], function* ({ admins }) {
    for (const [position, principal] of admins.entries())
      if (principal === creator) yield fault(["cluster", "admins", position], `${principal} ${twice}`);
  });
  yield* each(Object.entries(cluster.access), function* ([name, { principal }]) {
    if (principal === creator) yield fault(["cluster", "access", name, "principal"], `${principal} ${twice}`);
  });
};

const rightsFit: Rule = ({ cluster: { access } }) =>
  each(Object.entries(access), function* ([name, { policy, namespaces, groups }]) {
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

/** What all entries of a map have but for the faulty ones. */
function ofEntries<T>(map: Readonly<Record<string, T>>, arnsOf: (entry: T, name: string) => readonly ArnAt[]): ArnAt[] {
  return Object.entries(map).flatMap(([name, entry]) => unlessFaulty(() => arnsOf(entry, name)) ?? []);
}

/** Every ARN of the settings with its path; each read on its own, so that a faulty one hides no other. */
const arnSources: readonly ((stack: Stack) => Iterable<ArnAt>)[] = [
  ({ cluster }) => cluster.admins.map((arn, position) => [["cluster", "admins", position], arn] as const),
  ({ cluster }) => ofEntries(cluster.access, ({ principal }, name) => [[["cluster", "access", name, "principal"], principal]]),
  ({ cluster: { encryption } }) =>
    typeof encryption === "object" ? [[["cluster", "encryption", "kmsKeyArn"], encryption.kmsKeyArn] as const] : [],
  ({ cluster }) => [[["cluster", "kubeconfig", "roleArn"], cluster.kubeconfig.roleArn] as const],
  ({ iam }) => [[["iam", "permissionsBoundary"], iam.permissionsBoundary] as const],
  ({ nodePools }) =>
    ofEntries(nodePools, ({ policies }, name) => policies.map((arn, position) => [["nodePools", name, "policies", position], arn])),
  (stack) => [...ofTeams(stack, (team, name) => teamArns(team, placeOf(stack, name)))].flat(),
];

const arnRules: readonly Rule[] = arnSources.map(
  (source) =>
    function* (stack) {
      const { region, regionFacts } = stack;
      for (const [path, arn] of source(stack)) {
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
    },
);

export const accessRules: readonly Rule[] = [somebodyIsAdmin, adminsDiffer, creatorHasEntry, rightsFit, ...arnRules];
