import { didYouMean } from "../../util/did-you-mean";
import { touchesNamespace } from "../../util/fargate-selectors";
import { isIpv6 } from "../../util/ipv6";
import { teamPeer } from "../../util/team-peers";
import { makesVpc } from "./network";
import { advice, capacityByName, duplicates, issue, type Rule } from "./rule";
import { acrossTeams, eachApplication } from "./team-rule";

/** What pods of a team may do in any case, by the list that would allow it. */
const always = {
  allowIngressFrom: "pods of a team always accept traffic from",
  allowEgressTo: "pods of a team may always connect to",
} as const;
const lists = ["allowIngressFrom", "allowEgressTo"] as const;

/** Add-ons are checked with the selection of add-ons. */
const allowedTeamsKnown = eachApplication(
  ["allowIngressFrom[]", "allowEgressTo[]"],
  function* (team, at, { names }, name) {
    for (const key of lists) {
      for (const [position, entry] of (team[key] ?? []).entries()) {
        const { kind, name: other } = teamPeer(entry);
        if (kind !== "team") continue;
        const path = at(key, position);
        const otherPeer = `; add it to teams, or write \`addon:<add-on>\` or \`namespace:${other}\``;
        if (!names.teams.includes(other)) yield issue(path, `unknown team ${other}${didYouMean(other, names.teams) || otherPeer}`);
        else if (other === name) yield issue(path, `${always[key]} their own team; remove it`);
        else if (names.platformTeams.includes(other)) yield issue(path, `${other} is a platform team, which has no pods; remove it`);
      }
      yield* duplicates(at(key), team[key] ?? []);
    }
  },
  ["names"],
);

const ownNamespacesAllowed = eachApplication(["allowIngressFrom[]", "allowEgressTo[]", "namespaces[]"], function* (team, at) {
  for (const key of lists) {
    for (const [position, entry] of (team[key] ?? []).entries()) {
      if (team.namespaces.some((namespace) => entry === `namespace:${namespace}`))
        yield issue(at(key, position), `${always[key]} their own namespaces; remove it`);
    }
  }
});

const egressNeedsIsolation = eachApplication(["allowEgressTo", "network"], function* ({ allowEgressTo, network }, at) {
  if (allowEgressTo !== undefined && network === "open")
    yield issue(at("allowEgressTo"), "restricts pods only with `network: isolated`; write it, or remove this key");
});

const egressOfFamily = eachApplication(
  ["allowEgressTo[]"],
  function* ({ allowEgressTo = [] }, at, { cluster: { ipFamily, existing } }) {
    if (existing) return;
    for (const [position, entry] of allowEgressTo.entries()) {
      const path = at("allowEgressTo", position);
      const { kind } = teamPeer(entry);
      if (kind === "range" && ipFamily === "ipv4" && isIpv6(entry))
        yield issue(path, `pods have IPv4 addresses only, so they cannot reach ${entry}; remove it, or write \`cluster.ipFamily: ipv6\``);
      if (kind === "internet" && ipFamily === "ipv6")
        yield issue(path, "means IPv4 addresses, and pods have IPv6 addresses, among which those of the VPC are not private; list ranges");
    }
  },
  ["cluster.ipFamily", "cluster.existing"],
);

/** Traffic between two teams needs both: the egress of one, and the ingress of the other. */
const destinationsAdmit = acrossTeams(function* (teams) {
  for (const { name, at, team } of teams) {
    for (const [position, entry] of (team.allowEgressTo ?? []).entries()) {
      const other = teams.find((each) => each.name === entry)?.team;
      if (other?.network !== "isolated" || other.allowIngressFrom === undefined) continue;
      const admitted = other.allowIngressFrom.some((source) => source === name || team.namespaces?.includes(teamPeer(source).name));
      if (!admitted)
        yield advice(
          "team-egress",
          at("allowEgressTo", position),
          `has no effect: team ${entry} is isolated, and its pods accept no traffic from ${name}`,
          `add ${name} to \`allowIngressFrom\` of ${entry}`,
        );
    }
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

/** Load balancers connect to pods from addresses of the pods' family. That of an existing cluster is not known. */
const rangesOfPods = eachApplication(
  ["network", "loadBalancers"],
  function* ({ network, loadBalancers }, at, { cluster: { ipFamily, existing } }) {
    if (typeof loadBalancers === "string") return;
    yield* duplicates(at("loadBalancers"), loadBalancers);
    if (existing) return;
    for (const [position, range] of loadBalancers.entries()) {
      if (isIpv6(range) === (ipFamily === "ipv6")) continue;
      const path = at("loadBalancers", position);
      if (ipFamily === "ipv4")
        yield issue(
          path,
          `pods have IPv4 addresses only, so no load balancer connects from ${range}; remove it, or write \`cluster.ipFamily: ipv6\``,
        );
      else if (network === "isolated")
        yield advice(
          "team-isolation",
          path,
          `has no effect: load balancers connect to IPv6 addresses of pods from IPv6 addresses, not from ${range}`,
          "list the IPv6 ranges of their subnets",
        );
    }
  },
  ["cluster.ipFamily", "cluster.existing"],
);

export const teamIsolationRules: readonly Rule[] = [
  egressNeedsIsolation,
  egressOfFamily,
  destinationsAdmit,
  allowedTeamsKnown,
  ownNamespacesAllowed,
  allowedTeamsNeedIsolation,
  isolationOnNodes,
  loadBalancersAllowed,
  isolationNeedsAgent,
  rangesOfPods,
];
