import { arnParts } from "../arns";
import type { TeamSettings } from "../types";
import { duplicates, fault, type Rule, type Stack } from "./rule";
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
const creatorHasEntry: Rule = function* ({ cluster: { creatorAdmin, admins, access, existing }, creator }) {
  if (!creatorAdmin || existing || creator === undefined) return;
  const entries = [
    ...admins.map((principal, position) => ({ principal, path: ["cluster", "admins", position] })),
    ...Object.entries(access).map(([name, { principal }]) => ({ principal, path: ["cluster", "access", name, "principal"] })),
  ];
  for (const { principal, path } of entries) {
    if (principal !== creator) continue;
    yield fault(
      path,
      `${principal} creates the cluster (aws:assumeRoles) and is its admin by that; remove it here, or set cluster.creatorAdmin to false`,
    );
  }
};

const rightsFit: Rule = function* ({ cluster: { access } }) {
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
};

function teamArns(
  team: TeamSettings,
  at: ReturnType<typeof placeOf>,
): (readonly [path: readonly PropertyKey[], arn: string | undefined])[] {
  const accounts = team.kind === "application" ? Object.entries(team.serviceAccounts) : [];
  return [
    ...team.members.map((arn, position) => [at("members", position), arn] as const),
    [at("role"), team.role],
    ...accounts.flatMap(([account, { policies }]) =>
      policies.map((arn, position) => [at("serviceAccounts", account, "policies", position), arn] as const),
    ),
  ];
}

/** Every ARN of the settings with its path; each read on its own, so that a faulty one hides no other. */
const arnSources: readonly ((stack: Stack) => Iterable<readonly [path: readonly PropertyKey[], arn: string | undefined]>)[] = [
  ({ cluster }) => cluster.admins.map((arn, position) => [["cluster", "admins", position], arn] as const),
  ({ cluster }) =>
    Object.entries(cluster.access).map(([name, { principal }]) => [["cluster", "access", name, "principal"], principal] as const),
  ({ cluster: { encryption } }) =>
    typeof encryption === "object" ? [[["cluster", "encryption", "kmsKeyArn"], encryption.kmsKeyArn] as const] : [],
  ({ cluster }) => [[["cluster", "kubeconfig", "roleArn"], cluster.kubeconfig.roleArn] as const],
  ({ iam }) => [[["iam", "permissionsBoundary"], iam.permissionsBoundary] as const],
  ({ nodePools }) =>
    Object.entries(nodePools).flatMap(([name, { policies }]) =>
      policies.map((arn, position) => [["nodePools", name, "policies", position], arn] as const),
    ),
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
