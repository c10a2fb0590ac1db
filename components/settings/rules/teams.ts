import { roleArnAnnotation } from "../../reference/aws-names";
import { didYouMean } from "../../util/did-you-mean";
import { keyError, valueError } from "../../util/kubernetes-names";
import { duplicates, issue, type Rule } from "./rule";
import { tagIssues } from "./tags";
import { acrossTeams, eachApplication, eachTeam } from "./team-rule";

/** Namespaces of Kubernetes, and the default one. */
const reserved = ["default", "kube-system", "kube-public", "kube-node-lease"];

const namespacesFree = eachApplication(["namespaces[]"], function* ({ namespaces }, at) {
  for (const [position, namespace] of namespaces.entries()) {
    if (reserved.includes(namespace) || namespace.startsWith("kube-"))
      yield issue(at("namespaces", position), `${namespace} is reserved; choose another namespace`);
  }
  yield* duplicates(at("namespaces"), namespaces);
});

/** A namespace has one owner: others who work there are members, or have an entry in cluster.access. */
const namespacesOwnedOnce = acrossTeams(function* (teams) {
  const owners = new Map<string, string>();
  for (const { name, at, team } of teams) {
    for (const [position, namespace] of (team.namespaces ?? []).entries()) {
      const owner = owners.get(namespace);
      if (owner !== undefined && owner !== name)
        yield issue(at("namespaces", position), `${namespace} already belongs to team ${owner}; choose another`);
      owners.set(namespace, owner ?? name);
    }
  }
});

const labelsFit = eachApplication(["labels[]"], function* ({ labels }, at) {
  for (const [key, value] of Object.entries(labels)) {
    const wrong = keyError(key) ?? takenLabel(key) ?? valueError(value);
    if (wrong) yield issue(at("labels", key), wrong);
  }
});

const annotationsFit = eachApplication(["annotations[]"], function* ({ annotations }, at) {
  for (const key of Object.keys(annotations)) {
    const wrong = keyError(key);
    if (wrong) yield issue(at("annotations", key), wrong);
  }
});

/** They are labels and tags at once; what a label takes, a tag takes too. */
const costsFit = eachTeam(["costAllocation[]"], function* ({ costAllocation }, at) {
  for (const [key, value] of Object.entries(costAllocation)) {
    const wrong = keyError(key) ?? takenLabel(key) ?? valueError(value);
    if (wrong) yield issue(at("costAllocation", key), wrong);
    else if (key.length > 128)
      yield issue(at("costAllocation", key), `expected at most 128 characters, the limit of AWS tag keys, found ${key.length}`);
  }
});

/** Why a label is not the user's to set, or nothing. */
function takenLabel(key: string): string | undefined {
  if (key.startsWith("pod-security.kubernetes.io/")) return "is set by `podSecurity`; use that key";
  if (key === "team") return "is set to the team's name; remove it";
  return /^([a-z0-9.-]+\.)?(kubernetes|k8s)\.io\//.test(key) ? "this prefix is reserved by Kubernetes; use another one" : undefined;
}

const sessionTagsFit = eachTeam(["sessionTags[]"], function* ({ sessionTags }, at) {
  for (const [key, value] of Object.entries(sessionTags)) {
    if (key === "team") yield issue(at("sessionTags", key), "is set to the team's name; remove it");
    for (const wrong of tagIssues(key, value)) yield issue(at("sessionTags", key), wrong);
  }
});

const serviceAccountsFit = eachApplication(["serviceAccounts[]"], function* ({ serviceAccounts }, at) {
  for (const [account, { policies }] of Object.entries(serviceAccounts)) {
    yield* duplicates(at("serviceAccounts", account, "policies"), policies);
    if (account === "default") yield issue(at("serviceAccounts", account), "Kubernetes creates this service account; choose another name");
  }
});

const serviceAccountMetadataFits = eachApplication(["serviceAccounts[]"], function* ({ serviceAccounts }, at) {
  for (const [account, { labels = {}, annotations = {}, imagePullSecrets = [] }] of Object.entries(serviceAccounts)) {
    const path = (...keys: readonly PropertyKey[]) => at("serviceAccounts", account, ...keys);
    yield* duplicates(path("imagePullSecrets"), imagePullSecrets);
    for (const [key, value] of Object.entries(labels)) {
      const wrong = keyError(key) ?? valueError(value);
      if (wrong) yield issue(path("labels", key), wrong);
    }
    for (const key of Object.keys(annotations)) {
      const wrong =
        keyError(key) ?? (key === roleArnAnnotation ? "is set to the account's role; write `roleArn` for an existing one" : undefined);
      if (wrong) yield issue(path("annotations", key), wrong);
    }
  }
});

const serviceAccountsAtHome = eachApplication(["serviceAccounts[]", "namespaces"], function* ({ serviceAccounts, namespaces }, at) {
  for (const [account, { namespace }] of Object.entries(serviceAccounts)) {
    if (namespace !== undefined && !namespaces.includes(namespace)) {
      const fix = didYouMean(namespace, namespaces) || `; its namespaces are ${namespaces.join(", ")}`;
      yield issue(at("serviceAccounts", account, "namespace"), `${namespace} is not a namespace of the team${fix}`);
    }
  }
});

export const teamRules: readonly Rule[] = [
  namespacesFree,
  namespacesOwnedOnce,
  labelsFit,
  annotationsFit,
  costsFit,
  sessionTagsFit,
  serviceAccountsFit,
  serviceAccountMetadataFits,
  serviceAccountsAtHome,
];
