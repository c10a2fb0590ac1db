import { isIpv6, unreachableFrom } from "../../util/ipv6";
import { hasEgress } from "../../util/nat";
import { advice, duplicates, issue, type Rule, rule } from "./rule";

const tlsForAuthentication = rule(["domain.certificate", "domain.expose"], function* ({ domain }) {
  if (domain && domain.certificate === false && Object.keys(domain.expose).length > 0)
    yield issue(
      ["domain", "certificate"],
      "exposed user interfaces need one, because the load balancer authenticates users over HTTPS alone; remove this key, or name a certificate",
    );
});

/** Longest name of an ACM certificate, which is its common name too. Source: ACM API reference, RequestCertificate. */
const longestCommonName = 64;

const nameFitsCertificate = rule(["domain.name", "domain.certificate"], function* ({ domain }) {
  if (domain && domain.certificate === true && domain.name.length > longestCommonName)
    yield issue(
      ["domain", "name"],
      `ACM takes at most ${longestCommonName} characters as the first name of a certificate, found ${domain.name.length}; use a shorter domain, or name a certificate in \`certificate\``,
    );
});

const hostsDiffer = rule(["domain.expose[]"], function* ({ domain }) {
  if (!domain) return;
  const owners = new Map<string, string>();
  for (const [name, { host = name }] of Object.entries(domain.expose)) {
    const owner = owners.get(host);
    if (owner !== undefined) yield issue(["domain", "expose", name, "host"], `${host} is the host of ${owner} already; choose another`);
    owners.set(host, owner ?? name);
  }
});

/** The class of user interfaces serves no namespaces of teams. */
const servicesWithoutTeam = rule(["domain.expose[]", "teams[]"], function* ({ domain, teams }) {
  if (!domain) return;
  const owners = new Map(
    Object.entries(teams).flatMap(([team, own]) =>
      (own.kind === "application" ? own.namespaces : []).map((namespace) => [namespace, team]),
    ),
  );
  for (const [name, { service }] of Object.entries(domain.expose)) {
    const team = service && owners.get(service.namespace);
    if (team !== undefined)
      yield issue(
        ["domain", "expose", name, "service", "namespace"],
        `${service!.namespace} belongs to team ${team}, whose Ingresses have classes of their own; define an Ingress there, or move the service`,
      );
  }
});

/** Why the load balancer cannot be where it is wanted. */
const schemeFits = rule(
  ["domain.scheme", "network.publicSubnets", "network.existing", "cluster.existing"],
  function* ({ domain, network, cluster }) {
    if (domain === false || domain.scheme !== "internet-facing") return;
    const none = network.existing ? network.existing.publicSubnetIds.length < 2 : !cluster.existing && !network.publicSubnets;
    if (none)
      yield issue(
        ["domain", "scheme"],
        network.existing
          ? "an internet-facing load balancer needs two public subnets; list them in network.existing.publicSubnetIds, or write `internal`"
          : "an internet-facing load balancer needs public subnets; remove `network.publicSubnets: false`, or write `internal`",
      );
  },
);

const rangesFit = rule(
  ["domain.inboundCidrs[]", "cluster.ipFamily", "cluster.existing", "network.existing"],
  function* ({ domain, cluster, network }) {
    if (!domain) return;
    yield* duplicates(["domain", "inboundCidrs"], domain.inboundCidrs);
    if (cluster.ipFamily === "ipv6" || cluster.existing || network.existing) return;
    for (const [position, range] of domain.inboundCidrs.entries())
      if (isIpv6(range)) yield issue(["domain", "inboundCidrs", position], unreachableFrom(range));
  },
);

/** Load balancers exchange codes for tokens themselves; internal ones have no public address of their own. */
const identityProviderInReach = rule(
  ["domain.scheme", "domain.expose", "network.publicSubnets", "network.existing", "network.nat", "network.routes", "cluster.existing"],
  function* ({ domain, network, cluster }) {
    if (!domain || network.existing || cluster.existing || hasEgress(network) || Object.keys(domain.expose).length === 0) return;
    if ((domain.scheme ?? (network.publicSubnets ? "internet-facing" : "internal")) === "internal")
      yield issue(
        ["domain", "expose"],
        "an internal load balancer reaches the identity provider only through NAT or a default route; set `network.nat`, or a default route in `network.routes`",
      );
  },
);

/** Source: Getting Started with Amazon Web Services in China, Amazon Cognito (2026). */
const userPoolsOffered = rule(["domain.expose[]", "region"], function* ({ domain, region }) {
  if (!domain || !region.startsWith("cn-")) return;
  for (const [name, { auth }] of Object.entries(domain.expose))
    if (auth.type === "cognito")
      yield issue(["domain", "expose", name, "auth", "type"], "Amazon Cognito has no user pools in China; write `type: oidc`");
});

const secretsOfClients = rule(["domain.expose[]"], function* ({ domain }) {
  if (!domain) return;
  for (const [name, { auth }] of Object.entries(domain.expose)) {
    const path = ["domain", "expose", name, "auth"];
    if (auth.type !== "oidc") continue;
    if (auth.secretsManager === undefined && auth.secretName === undefined)
      yield issue(path, "the client's ID and secret are missing; write `secretsManager`, or `secretName` of a Secret in the cluster");
    if (auth.secretsManager !== undefined && auth.secretName !== undefined)
      yield issue([...path, "secretName"], "`secretsManager` and `secretName` name the same thing; remove one");
    if (!auth.scope.split(" ").includes("openid")) yield issue([...path, "scope"], "OpenID Connect needs the scope openid; add it");
  }
});

/** Of a client that exists nothing is known. */
const callbackUrls = rule(["domain.name", "domain.expose[]"], function* ({ domain }) {
  if (!domain) return;
  for (const [name, { auth }] of Object.entries(domain.expose)) {
    if (auth.type === "cognito" && auth.clientId !== undefined)
      yield advice(
        "domain-callback",
        ["domain", "expose", name, "auth", "clientId"],
        "the app client must have the callback URL of this host, the authorization code grant and a secret, which the stack cannot check",
        `add https://${domain.expose[name]!.host ?? name}.${domain.name}/oauth2/idpresponse to its callback URLs, or remove this key, and the stack creates a client`,
      );
  }
});

export const domainRules: readonly Rule[] = [
  tlsForAuthentication,
  nameFitsCertificate,
  hostsDiffer,
  servicesWithoutTeam,
  schemeFits,
  rangesFit,
  identityProviderInReach,
  userPoolsOffered,
  secretsOfClients,
  callbackUrls,
];
