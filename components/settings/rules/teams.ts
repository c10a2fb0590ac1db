import { didYouMean } from "../../util/did-you-mean";
import { touchesNamespace } from "../../util/fargate-selectors";
import { keyFault, valueFault } from "../../util/kubernetes-names";
import { makesVpc } from "./network";
import { advice, capacityByName, duplicates, issue, type Rule } from "./rule";
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

/** Add-ons are checked with the selection of add-ons. */
const allowedTeamsKnown = eachApplication(
  ["allowIngressFrom[]"],
  function* ({ allowIngressFrom }, at, { names }, name) {
    for (const [position, other] of allowIngressFrom.entries()) {
      if (other.includes(":")) continue;
      const path = at("allowIngressFrom", position);
      const otherSource = `; add it to teams, or write \`addon:<add-on>\` or \`namespace:${other}\``;
      if (!names.teams.includes(other)) yield issue(path, `unknown team ${other}${didYouMean(other, names.teams) || otherSource}`);
      else if (other === name) yield issue(path, "pods of a team always accept traffic from their own team; remove it");
      else if (names.platformTeams.includes(other)) yield issue(path, `${other} is a platform team, which has no pods; remove it`);
    }
    yield* duplicates(at("allowIngressFrom"), allowIngressFrom);
  },
  ["names"],
);

const ownNamespacesAllowed = eachApplication(["allowIngressFrom[]", "namespaces[]"], function* ({ allowIngressFrom, namespaces }, at) {
  for (const [position, source] of allowIngressFrom.entries()) {
    if (namespaces.some((namespace) => source === `namespace:${namespace}`))
      yield issue(at("allowIngressFrom", position), "pods of a team always accept traffic from their own namespaces; remove it");
  }
});

const allowedTeamsNeedIsolation = eachApplication(["allowIngressFrom[]", "network"], function* ({ allowIngressFrom, network }, at) {
  if (allowIngressFrom.length > 0 && network === "open")
    yield advice(
      "team-ingress",
      at("allowIngressFrom"),
      "has no effect: pods accept traffic from every team while `network` is open",
      "write `network: isolated`, or remove the key",
    );
});

/** The policy agent runs on nodes alone. */
const isolationOnNodes = eachApplication(
  ["network", "namespaces[]"],
  function* ({ network, namespaces }, at, stack) {
    if (network !== "isolated") return;
    const selectors = Object.values(stack.fargate).flatMap((profile) => profile.selectors);
    const onFargate = namespaces.find((namespace) => touchesNamespace(selectors, namespace));
    const why = "network policies are not enforced on Fargate";
    if (onFargate !== undefined) yield issue(at("network"), `${why}, and a profile selects pods of ${onFargate}; write \`network: open\``);
    else if (capacityByName(stack).fargateOnly)
      yield issue(at("network"), `${why}; add a pool to \`nodePools\`, or write \`network: open\``);
  },
  ["fargate[]", "nodePools[]", "names", "cluster.existing", "cluster.autoMode"],
);

const loadBalancersAllowed = eachApplication(
  ["network", "loadBalancers"],
  function* ({ network, loadBalancers }, at, stack) {
    if (network !== "isolated") return;
    if (loadBalancers === "all") {
      yield advice(
        "team-isolation",
        at("loadBalancers"),
        "pods of other teams have addresses in the private subnets too, and so may connect like load balancers",
        "list the ranges of subnets without pods",
      );
    }
    const isPrivate = makesVpc(stack) && !stack.network.publicSubnets;
    if (loadBalancers === "public" && (stack.internalAlb || isPrivate)) {
      const why = isPrivate ? "load balancers are in the private subnets" : "the shared load balancer is internal";
      yield advice(
        "team-isolation",
        at("loadBalancers"),
        `${why}, so all addresses in the private subnets may connect, those of other teams' pods among them`,
        `list the ranges of subnets without pods for load balancers${isPrivate ? "" : ", or write `scheme: internet-facing` in `sharedAlb`"}`,
      );
    } else if (loadBalancers === "public" && stack.network.existing?.publicSubnetIds.length === 0) {
      yield advice(
        "team-isolation",
        at("loadBalancers"),
        "no load balancer may connect, because network.existing has no public subnets",
        "list the ranges of the load balancers' subnets, or write [] for none",
      );
    }
  },
  ["network.existing", "network.publicSubnets", "cluster.existing", "internalAlb"],
);

const isolationNeedsAgent = acrossTeams(
  function* (teams, { cluster }) {
    const isolated = teams.find(({ team }) => team.network === "isolated");
    if (!cluster.existing || !isolated) return;
    yield advice(
      "team-isolation",
      isolated.at("network"),
      "on an existing cluster, a network policy engine must be installed",
      "turn on network policies in its VPC CNI add-on, or install another CNI that enforces them",
    );
  },
  ["cluster.existing"],
);

const labelsFit = eachApplication(["labels[]"], function* ({ labels }, at) {
  for (const [key, value] of Object.entries(labels)) {
    const wrong = keyFault(key) ?? takenLabel(key) ?? valueFault(value);
    if (wrong) yield issue(at("labels", key), wrong);
  }
});

const annotationsFit = eachApplication(["annotations[]"], function* ({ annotations }, at) {
  for (const key of Object.keys(annotations)) {
    const wrong = keyFault(key);
    if (wrong) yield issue(at("annotations", key), wrong);
  }
});

/** They are labels and tags at once; what a label takes, a tag takes too. */
const costsFit = eachTeam(["costAllocation[]"], function* ({ costAllocation }, at) {
  for (const [key, value] of Object.entries(costAllocation)) {
    const wrong = keyFault(key) ?? takenLabel(key) ?? valueFault(value);
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
  allowedTeamsKnown,
  ownNamespacesAllowed,
  allowedTeamsNeedIsolation,
  isolationOnNodes,
  loadBalancersAllowed,
  isolationNeedsAgent,
  labelsFit,
  annotationsFit,
  costsFit,
  sessionTagsFit,
  serviceAccountsFit,
  serviceAccountsAtHome,
];
