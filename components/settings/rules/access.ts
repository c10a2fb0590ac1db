import { parseArn } from "../../util/arn";
import { autoModePoolsOf } from "../../util/capacity-profile";
import type { IamPermissions } from "../../util/schemas";
import type { Path } from "../validation/invalid";
import { clusterAdminScope } from "./cluster-admin-scope";
import { arnsOfDomain, arnsOfSecrets } from "./other-arns";
import { accessRule, duplicates, issue, type Rule, rule, type Stack } from "./rule";
import { placeOf } from "./team-rule";

/** A cluster whose creator is not its administrator needs another one. */
const hasAdministrator = rule(
  ["cluster.creatorAdmin", "cluster.admins", "cluster.access", "cluster.existing"],
  function* ({ cluster: { creatorAdmin, admins, access, existing } }) {
    if (creatorAdmin || existing || admins.length > 0) return;
    if (Object.values(access).some(({ policy, namespaces }) => policy === "clusterAdmin" && namespaces.length === 0)) return;
    yield issue(["cluster", "creatorAdmin"], "`false` leaves the cluster without an administrator; add one to cluster.admins");
  },
);

const adminsDiffer = rule(["cluster.admins[]"], function* ({ cluster: { admins } }) {
  yield* duplicates(["cluster", "admins"], admins);
});

/** EKS creates an access entry for the creator, and rejects a second one for the same principal. */
const creatorIsAdmin = rule(["cluster.creatorAdmin", "cluster.existing", "cluster.admins[]", "creator"], function* ({ cluster, creator }) {
  if (!cluster.creatorAdmin || cluster.existing || creator === undefined) return;
  for (const [position, principal] of cluster.admins.entries())
    if (principal === creator) yield issue(["cluster", "admins", position], `${principal} ${twice}`);
});

const creatorHasAccess = accessRule(
  ["principal"],
  function* ({ principal }, name, { cluster, creator }) {
    if (principal !== undefined && cluster.creatorAdmin && !cluster.existing && principal === creator)
      yield issue(["cluster", "access", name, "principal"], `${principal} ${twice}`);
  },
  ["cluster.creatorAdmin", "cluster.existing", "creator"],
);

const twice =
  "creates the cluster (aws:assumeRoles) and so is already its administrator; remove it here, or set cluster.creatorAdmin to false";

const policyScopeValid = accessRule(["policy", "namespaces[]"], function* ({ policy, namespaces }, name) {
  if (policy === "clusterAdmin" && namespaces.length > 0) {
    yield issue(["cluster", "access", name, "policy"], clusterAdminScope);
  }
});

const namesPrincipal = accessRule(["principal", "permissionSet"], function* ({ principal, permissionSet }, name) {
  const path = ["cluster", "access", name];
  if (principal === undefined && permissionSet === undefined)
    yield issue([...path, "principal"], "missing; write `principal` or `permissionSet`");
  if (principal !== undefined && permissionSet !== undefined)
    yield issue([...path, "permissionSet"], "`principal` and `permissionSet` name the same thing; remove one");
});

const grantsSomething = accessRule(["policy", "namespaces", "groups", "type"], function* ({ policy, namespaces, groups, type }, name) {
  if (policy !== undefined || type !== undefined) return;
  if (groups.length === 0) {
    yield issue(
      ["cluster", "access", name],
      "grants nothing; expected `policy`, or `groups` to which role bindings in the cluster grant access",
    );
  } else if (namespaces.length > 0) {
    yield issue(
      ["cluster", "access", name, "namespaces"],
      "limits `policy`, which is not set; remove it (role bindings decide where the groups have access), or set `policy`",
    );
  }
});

const groupsFit = accessRule(["groups[]"], function* ({ groups }, name) {
  const path = ["cluster", "access", name, "groups"];
  for (const [position, group] of groups.entries()) {
    if (group.startsWith("system:"))
      yield issue(
        [...path, position],
        `EKS rejects groups that begin with "system:", found "${group}"; use \`policy\`, or another group with a role binding`,
      );
  }
  yield* duplicates(path, groups);
});

const namespacesDiffer = accessRule(["namespaces[]"], function* ({ namespaces }, name) {
  yield* duplicates(["cluster", "access", name, "namespaces"], namespaces);
});

/** An ARN, its path in the parsed settings, and its path in messages. */
interface PlacedArn {
  readonly arn: string | undefined;
  readonly own: Path;
  readonly at: Path;
  /** Whether it may name another region. */
  readonly anyRegion?: boolean;
}

function* arnsOf(stack: Stack): Iterable<PlacedArn> {
  const one = (arn: string | undefined, ...own: Path): PlacedArn => ({ arn, own, at: own });
  const all = (arns: readonly string[], ...own: Path) => arns.map((arn, position) => one(arn, ...own, position));
  const { cluster, domain, fargate, iam, images, network, nodePools, serviceAccounts, teams } = stack;
  for (const key of ["bucketArn", "firehoseArn"] as const)
    if (network.flowLogs) yield one(network.flowLogs[key], "network", "flowLogs", key);
  for (const [endpoint, statements] of Object.entries(network.endpointPolicies))
    yield* arnsOfPermissions({ policies: [], statements }, ["network", "endpointPolicies", endpoint], []);
  if (network.bastion) yield* all(network.bastion.principals, "network", "bastion", "principals");
  for (const [name, { arn }] of Object.entries(network.outposts ?? {})) yield one(arn, "network", "outposts", name, "arn");
  yield* all(cluster.admins, "cluster", "admins");
  yield one(cluster.roleArn, "cluster", "roleArn");
  yield* arnsOfCapabilities(cluster.capabilities);
  const { policies = [], statements = [] } = cluster.remoteNetworks ?? {};
  yield* arnsOfPermissions({ policies, statements }, ["cluster", "remoteNetworks"]);
  yield one(
    cluster.remoteNetworks?.credentials.certificateAuthorityArn,
    "cluster",
    "remoteNetworks",
    "credentials",
    "certificateAuthorityArn",
  );
  for (const [name, { principal }] of Object.entries(cluster.access)) yield one(principal, "cluster", "access", name, "principal");
  if (typeof cluster.encryption === "object") yield one(cluster.encryption.kmsKeyArn, "cluster", "encryption", "kmsKeyArn");
  yield one(cluster.kubeconfig.roleArn, "cluster", "kubeconfig", "roleArn");
  for (const [arn, ...path] of domain ? arnsOfDomain(domain) : []) yield one(arn, ...path);
  for (const [host, entry] of Object.entries(images.cache?.upstreams ?? {}))
    if (typeof entry === "object") {
      const own = ["images", "cache", "upstreams", host, "secretArn"];
      yield { arn: entry.secretArn, own, at: own, anyRegion: true }; // the region has a rule of its own
    }
  yield one(iam.permissionsBoundary, "iam", "permissionsBoundary");
  for (const [name, { roleArn, disk }] of Object.entries(autoModePoolsOf(cluster.autoMode))) {
    yield one(roleArn, "cluster", "autoMode", "pools", name, "roleArn");
    yield one(disk.kmsKeyArn, "cluster", "autoMode", "pools", name, "disk", "kmsKeyArn");
  }
  for (const [name, pool] of Object.entries(nodePools))
    yield* arnsOfPermissions({ ...pool, statements: pool.statements ?? [] }, ["nodePools", name]);
  for (const [name, { policies = [], statements = [], roleArn }] of Object.entries(fargate))
    yield* arnsOfPermissions({ policies, statements, roleArn }, ["fargate", name]);
  for (const [account, permissions] of Object.entries(serviceAccounts)) yield* arnsOfPermissions(permissions, ["serviceAccounts", account]);
  for (const [name, team] of Object.entries(teams)) {
    const accounts = team.kind === "application" ? Object.entries(team.serviceAccounts) : [];
    const own = [
      ...all(team.members, "members"),
      one(team.role, "role"),
      ...arnsOfPermissions({ policies: team.policies ?? [], statements: team.statements ?? [] }, []),
      ...arnsOfSecrets(team).map(([arn, ...path]) => one(arn, ...path)),
      ...accounts.flatMap(([account, permissions]) => [...arnsOfPermissions(permissions, ["serviceAccounts", account])]),
    ];
    for (const { own: path, ...placed } of own) yield { ...placed, own: ["teams", name, ...path], at: placeOf(stack, name)(...path) };
  }
}

function* arnsOfCapabilities({ argocd, ack }: NonNullable<Stack["cluster"]["capabilities"]> = { kro: false }): Iterable<PlacedArn> {
  const path = ["cluster", "capabilities"];
  const idc = [...path, "argocd", "idcInstanceArn"];
  if (argocd) yield { arn: argocd.idcInstanceArn, own: idc, at: idc };
  if (argocd) yield* arnsOfPermissions(argocd, [...path, "argocd"]);
  if (ack) yield* arnsOfPermissions(ack, [...path, "ack"]);
}

function* arnsOfPermissions(
  {
    policies,
    statements,
    targetRoleArn,
    roleArn,
  }: IamPermissions & Partial<Pick<Stack["serviceAccounts"][string], "targetRoleArn" | "roleArn">>,
  path: Path,
  list: Path = ["statements"],
): Iterable<PlacedArn> {
  const one = (arn: string | undefined, ...keys: Path): PlacedArn => ({ arn, own: [...path, ...keys], at: [...path, ...keys] });
  for (const [position, arn] of policies.entries()) yield one(arn, "policies", position);
  for (const [position, { Resource }] of statements.entries())
    for (const arn of [Resource].flat()) yield { ...one(arn, ...list, position, "Resource"), anyRegion: true };
  yield one(targetRoleArn, "targetRoleArn");
  yield one(roleArn, "roleArn");
}

/** What AWS uses only in its own region, by service. */
const regional: Readonly<Record<string, string>> = {
  outposts: "an Outpost",
  kms: "a key",
  firehose: "a stream",
  acm: "a certificate",
  "cognito-idp": "a user pool",
  secretsmanager: "a secret",
  ssm: "a parameter",
};

/** Each ARN is validated separately, so that invalid values beside it hide nothing. */
const arnsFit: Rule = function* ({ stack, invalid }) {
  if (invalid.at(["region"])) return;
  const { region, regionFacts } = stack;
  for (const { arn, own, at, anyRegion = false } of arnsOf(stack)) {
    if (arn === undefined || invalid.at(own)) continue;
    const found = parseArn(arn);
    if (found === undefined) continue;
    if (found.partition !== regionFacts.partition) {
      yield issue(
        at,
        `expected an ARN of partition ${regionFacts.partition} for ${region}, found ${arn}; write arn:${regionFacts.partition}:...`,
      );
    } else if (!anyRegion && found.region !== "" && found.region !== region) {
      yield issue(at, `expected ${regional[found.service] ?? "a resource"} in ${region}, found one in ${found.region}`);
    }
  }
};

export const accessRules: readonly Rule[] = [
  hasAdministrator,
  adminsDiffer,
  creatorIsAdmin,
  creatorHasAccess,
  policyScopeValid,
  namesPrincipal,
  grantsSomething,
  groupsFit,
  namespacesDiffer,
  arnsFit,
];
