import { itValidates, itWarns, network, section } from "./rows";

const auth = 'auth: { type: cognito, userPoolArn: "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123" }';
const expose = (yaml: string) => `expose: { ${yaml} }`;
const domain = (yaml: string) => section("domain", `{ name: shop.example.com, zoneId: Z0123, ${yaml} }`);
const grafana = expose(`grafana: { ${auth} }`);
const endpoints =
  "issuer: 'https://i.example', authorizationEndpoint: 'https://i.example/a', tokenEndpoint: 'https://i.example/t', userInfoEndpoint: 'https://i.example/u'";
const oidc = (more: string) => domain(expose(`grafana: { auth: { type: oidc, ${endpoints}, ${more} } }`));
const noPublicSubnets = "publicSubnets: false, routes: [{ cidr: 0.0.0.0/0, transitGatewayId: tgw-1 }]";
const member = "members: ['arn:aws:iam::111122223333:role/Dev']";

describe("settings: domain", () => {
  itValidates({
    authentication: [
      [domain(grafana)],
      [
        domain(expose("grafana: {}")),
        "domain.expose.grafana.auth: missing; expected a map with type: cognito or oidc; nothing is exposed without authentication",
      ],
      [domain(expose("grafana: { auth: {} }")), "domain.expose.grafana.auth.type: missing; expected cognito or oidc"],
      [
        domain(expose("grafana: { auth: { type: cognitoo } }")),
        'domain.expose.grafana.auth.type: expected cognito or oidc, found "cognitoo"; did you mean cognito?',
      ],
      [
        `aws:region: cn-north-1\n${domain(`externalDns: false, ${grafana.replace(/arn:aws:/, "arn:aws-cn:").replaceAll("eu-west-1", "cn-north-1")}`)}`,
        "domain.expose.grafana.auth.type: Amazon Cognito has no user pools in China; write `type: oidc`",
      ],
      [oidc("secretsManager: shop/oidc")],
      [oidc("secretName: client")],
      [
        oidc(""),
        "domain.expose.grafana.auth: the client's ID and secret are missing; write `secretsManager`, or `secretName` of a Secret in the cluster",
      ],
      [
        oidc("secretName: client, secretsManager: shop/oidc"),
        "domain.expose.grafana.auth.secretName: `secretsManager` and `secretName` name the same thing; remove one",
      ],
      [oidc("secretName: client, scope: email"), "domain.expose.grafana.auth.scope: OpenID Connect needs the scope openid; add it"],
      [
        domain(`certificate: false, ${grafana}`),
        "domain.certificate: exposed user interfaces need one, because the load balancer authenticates users over HTTPS alone; remove this key, or name a certificate",
      ],
      [domain("certificate: false")],
    ],
    "ranges of the load balancer": [
      [
        domain("inboundCidrs: [203.0.113.0/24, '2001:db8::/32', 203.0.113.0/24]"),
        "domain.inboundCidrs[2]: duplicate entry 203.0.113.0/24; remove one",
        "domain.inboundCidrs[1]: the load balancer has IPv4 addresses only, so it is unreachable from 2001:db8::/32; remove it, or write `cluster.ipFamily: ipv6`",
      ],
      [`${section("cluster", "{ ipFamily: ipv6 }")}\n${domain("inboundCidrs: [203.0.113.0/24, '2001:db8::/32']")}`],
      [
        `${network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2] } }")}\n${domain("inboundCidrs: ['2001:db8::/32']")}`,
      ],
      [`${section("cluster", "{ existing: { name: shop } }")}\n${domain("inboundCidrs: ['2001:db8::/32']")}`],
      [
        domain("inboundCidrs: ['2001:db8::1', 10.0.0.1]"),
        'domain.inboundCidrs[0]: expected an IPv4 or IPv6 range such as 10.0.0.0/16 or 2001:db8::/32, found "2001:db8::1"; write a single address as 2001:db8::1/128',
        'domain.inboundCidrs[1]: expected an IPv4 or IPv6 range such as 10.0.0.0/16 or 2001:db8::/32, found "10.0.0.1"; write a single address as 10.0.0.1/32',
      ],
    ],
    hosts: [
      [
        section("domain", `{ name: ${"a".repeat(60)}.example.com, zoneId: Z0123 }`),
        "domain.name: ACM takes at most 64 characters as the first name of a certificate, found 72; use a shorter domain, or name a certificate in `certificate`",
      ],
      [section("domain", `{ name: ${"a".repeat(60)}.example.com, zoneId: Z0123, certificate: false }`)],
      [
        domain(expose(`grafana: { ${auth} }, argocd: { host: grafana, ${auth} }`)),
        "domain.expose.argocd.host: grafana is the host of grafana already; choose another",
      ],
      [
        section("domain", "{ name: Shop.example.com, zoneId: /hostedzone/Z1 }"),
        'domain.name: expected a domain in lowercase letters such as shop.example.com, found "Shop.example.com"',
        'domain.zoneId: expected the ID of a hosted zone such as Z0123456789ABCDEFGHIJ, found "/hostedzone/Z1"',
      ],
      [
        `${section("teams", `{ web: { kind: application, ${member} } }`)}\n${domain(expose(`ui: { ${auth}, service: { namespace: team-web, name: ui } }`))}`,
        "domain.expose.ui.service.namespace: team-web belongs to team web, whose Ingresses have classes of their own; define an Ingress there, or move the service",
      ],
    ],
    "the place of the load balancer": [
      [`${network(`{ ${noPublicSubnets} }`)}\n${domain(grafana)}`],
      [
        `${network(`{ ${noPublicSubnets} }`)}\n${domain(`scheme: internet-facing, ${grafana}`)}`,
        "domain.scheme: an internet-facing load balancer needs public subnets; remove `network.publicSubnets: false`, or write `internal`",
      ],
      [
        `${network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2] } }")}\n${domain(`scheme: internet-facing, ${grafana}`)}`,
        "domain.scheme: an internet-facing load balancer needs two public subnets; list them in network.existing.publicSubnetIds, or write `internal`",
      ],
      [
        `${network("{ nat: none, endpoints: private }")}\n${domain(`scheme: internal, ${grafana}`)}`,
        "domain.expose: an internal load balancer reaches the identity provider only through NAT or a default route; set `network.nat`, or a default route in `network.routes`",
      ],
      [`${network("{ nat: none, endpoints: private }")}\n${domain(grafana)}`],
    ],
    ARNs: [
      [
        domain(`certificate: "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"`),
        "domain.certificate: expected a certificate in eu-west-1, found one in us-east-1",
      ],
      [
        domain(grafana.replace("cognito-idp:eu-west-1", "cognito-idp:us-east-1")),
        "domain.expose.grafana.auth.userPoolArn: expected a user pool in eu-west-1, found one in us-east-1",
      ],
    ],
  });

  describe("app clients that exist", () => {
    itWarns([
      [
        domain(grafana.replace(" }", ", clientId: 4abc }")),
        "[domain-callback] eks-blueprints:domain.expose.grafana.auth.clientId: the app client must have the callback URL of this host, the authorization code grant and a secret, which the stack cannot check; add https://grafana.shop.example.com/oauth2/idpresponse to its callback URLs, or remove this key, and the stack creates a client",
      ],
    ]);
  });
});
