// EKS Hybrid Nodes. Sources: EKS user guide, Hybrid Nodes overview, Prepare networking, Prepare credentials, Prepare cluster access (2026).
import { isCalendarDate } from "../../util/calendar-date";
import { listed } from "../../util/did-you-mean";
import type { Path } from "../validation/invalid";
import { makesVpc } from "./network";
import { inside, overlap, privateRanges } from "./ranges";
import { roleResults } from "./role-permissions";
import { advice, duplicates, issue, type Rule, rule } from "./rule";

const mostRanges = 15;

/** Where EKS takes the range of Services from, unless one is given. */
const serviceRanges = ["10.100.0.0/16", "172.20.0.0/16"];

const at = (...keys: readonly PropertyKey[]): Path => ["cluster", "remoteNetworks", ...keys];

const rangesFit = rule(
  ["cluster.remoteNetworks", "cluster.serviceCidr", "network.cidr", "network.pods", "network.existing"],
  function* (stack) {
    const { remoteNetworks, serviceCidr } = stack.cluster;
    if (!remoteNetworks) return;
    const { existing, cidr: vpc, pods } = stack.network;
    const taken = [
      ...(existing ? [] : [{ range: vpc, of: "the VPC" }, ...(pods ? [{ range: pods.cidr, of: "network.pods" }] : [])]),
      ...(serviceCidr === undefined ? [] : [{ range: serviceCidr, of: "cluster.serviceCidr" }]),
    ];
    const seen: { readonly range: string; readonly of: string }[] = [];
    for (const key of ["nodes", "pods"] as const) {
      const ranges = remoteNetworks[key];
      if (ranges.length > mostRanges)
        yield issue(at(key), `EKS accepts ${mostRanges} ranges at most, found ${ranges.length}; write larger ones`);
      yield* duplicates(at(key), ranges);
      for (const [position, range] of ranges.entries()) {
        const path = at(key, position);
        if (!inside(range, [...privateRanges, "100.64.0.0/10"]))
          yield issue(path, `expected a range within ${listed([...privateRanges, "100.64.0.0/10"], "or")}, found ${range}`);
        for (const other of [...taken, ...seen])
          if (overlap(range, other.range) && range !== other.range)
            yield issue(path, `${range} overlaps ${other.range} of ${other.of}; EKS needs separate ranges`);
          else if (range === other.range && other.of !== `remoteNetworks.${key}`)
            yield issue(path, `${range} is the range of ${other.of} too; EKS needs separate ranges`);
        const chosen = serviceCidr === undefined && serviceRanges.find((service) => overlap(range, service));
        if (chosen)
          yield issue(path, `${range} overlaps ${chosen}, which EKS may choose for Services; set cluster.serviceCidr to another range`);
        seen.push({ range, of: `remoteNetworks.${key}` });
      }
    }
  },
);

/** Machines outside of the VPC resolve an endpoint that is both to its public addresses. */
const oneEndpoint = rule(["cluster.remoteNetworks", "cluster.endpoint"], function* ({ cluster: { remoteNetworks, endpoint } }) {
  if (remoteNetworks && endpoint.private !== false && endpoint.public !== false)
    yield issue(
      ["cluster", "endpoint"],
      "hybrid nodes need one of private and public: where both are on, they resolve the endpoint to public addresses and cannot join; turn one off",
    );
});

/** A connection to the remote network may need the VPC first, such as a peering or a private gateway that something else creates. */
const routed = rule(["cluster.remoteNetworks", "network.routes", "network.existing", "cluster.existing"], function* (stack) {
  const { remoteNetworks } = stack.cluster;
  if (!remoteNetworks) return;
  const { routes } = stack.network;
  for (const key of ["nodes", "pods"] as const)
    for (const [position, range] of remoteNetworks[key].entries()) {
      if (makesVpc(stack) && !routes.some(({ cidr }) => inside(range, [cidr])))
        yield advice(
          "hybrid-routes",
          at(key, position),
          `no route of the stack leads to ${range}, which the control plane must reach before machines there can join`,
          `add \`{ cidr: ${range}, transitGatewayId: tgw-... }\` to network.routes when the connection exists`,
        );
    }
  if (!makesVpc(stack))
    yield advice(
      "hybrid-routes",
      at(),
      "the control plane reaches hybrid nodes by the routes of the existing subnets",
      "make sure that their route tables have a route to each remote range",
    );
});

const credentialsFit = rule(["cluster.remoteNetworks"], function* ({ cluster: { remoteNetworks } }) {
  if (!remoteNetworks) return;
  const { type, registrationLimit, expires, certificateAuthority, certificateAuthorityArn } = remoteNetworks.credentials;
  const path = (key: string) => at("credentials", key);
  const others = type === "ssm" ? { certificateAuthority, certificateAuthorityArn } : { registrationLimit, expires };
  for (const [key, value] of Object.entries(others))
    if (value !== undefined) yield issue(path(key), `has no effect with type ${type}; remove it, or write the other type`);
  if (type === "rolesAnywhere" && (certificateAuthority === undefined) === (certificateAuthorityArn === undefined))
    yield issue(
      path("certificateAuthority"),
      certificateAuthority === undefined
        ? "missing; write the certificates of your authority in PEM format, or `certificateAuthorityArn`"
        : "`certificateAuthority` and `certificateAuthorityArn` name the same thing; remove one",
    );
  if (expires !== undefined && !isCalendarDate(expires))
    yield issue(path("expires"), `expected a day that the calendar has, found ${expires}`);
  if (type === "ssm")
    yield advice(
      "ssm-activation",
      path(expires === undefined ? "type" : "expires"),
      `machines can register with the activation ${expires === undefined ? "for 24 hours" : `until ${expires}`}; those that did stay registered`,
      "for more machines later write another date in `expires`, which creates another activation",
    );
});

const permissionsFit = rule(["cluster.remoteNetworks"], function* ({ cluster: { remoteNetworks } }) {
  const { policies = [], statements = [] } = remoteNetworks ?? {};
  yield* duplicates(at("policies"), policies);
  yield* roleResults({ policies, statements }, at);
});

/** Source: EKS user guide, Hybrid Nodes overview (2026). */
const commercialRegions = rule(
  ["cluster.remoteNetworks", "region", "regionFacts"],
  function* ({ cluster: { remoteNetworks }, region, regionFacts }) {
    if (remoteNetworks && regionFacts.partition !== "aws")
      yield issue(at(), `EKS has no hybrid nodes in ${region}, only in commercial regions; remove it`);
  },
);

/** Rules of the stack let all traffic of the remote ranges in. */
const rulesDiffer = rule(["cluster.remoteNetworks", "cluster.securityGroupRules[]"], function* ({ cluster }) {
  const { nodes = [], pods = [] } = cluster.remoteNetworks ?? {};
  for (const [name, { direction, protocol, cidrs }] of Object.entries(cluster.securityGroupRules))
    for (const range of cidrs)
      if (direction === "ingress" && protocol === "all" && [...nodes, ...pods].includes(range))
        yield issue(
          ["cluster", "securityGroupRules", name],
          `cluster.remoteNetworks already lets all traffic of ${range} in, and EC2 rejects a second rule; remove one of the two`,
        );
});

export const remoteNetworkRules: readonly Rule[] = [
  commercialRegions,
  rangesFit,
  oneEndpoint,
  routed,
  credentialsFit,
  permissionsFit,
  rulesDiffer,
];
