import { z } from "zod";
import { dnsLabelPattern, namespaceName, text } from "../../util/schemas";
import { hints } from "../validation/messages";
import { anyCidr } from "./scalars";

const label = text(dnsLabelPattern, "a DNS label: up to 63 lowercase letters, digits and -");

const url = text(/^https:\/\/[^\s/?#@]+[^\s]*$/, "a URL that begins with https://");

/** What both kinds of authentication have. */
const sessions = {
  scope: text(/^\S+( \S+)*$/, "scopes separated by spaces such as openid email")
    .default("openid")
    .describe("OAuth scopes, separated by spaces"),
  sessionTimeoutSeconds: z
    .int()
    .min(1)
    .max(604_800)
    .default(28_800)
    .describe("Seconds until a user must sign in again; 28800 are eight hours"),
};

const cognito = z.strictObject({
  type: z.literal("cognito").describe("Users of an Amazon Cognito user pool"),
  userPoolArn: text(
    /^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[\w-]+_[0-9a-zA-Z]+$/,
    "the ARN of a Cognito user pool such as arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123",
  ).describe("ARN of the user pool, which has a domain"),
  clientId: text(/^[\w+]{1,128}$/, "the ID of an app client")
    .optional()
    .describe(
      "ID of an app client with a secret, the authorization code grant and the callback URL `https://<host>/oauth2/idpresponse`. Default: the stack creates one",
    ),
  domain: text(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "the prefix of a Cognito domain, or a custom domain")
    .optional()
    .describe("Domain of the user pool: the prefix, or the custom domain. Default: looked up"),
  identityProviders: z
    .array(z.string().min(1))
    .min(1)
    .default(["COGNITO"])
    .describe("Identity providers of the user pool for the app client that the stack creates"),
  ...sessions,
});

const oidc = z.strictObject({
  type: z.literal("oidc").describe("An identity provider with OpenID Connect"),
  issuer: url.describe("Issuer of the identity provider"),
  authorizationEndpoint: url.describe("Its authorization endpoint"),
  tokenEndpoint: url.describe("Its token endpoint"),
  userInfoEndpoint: url.describe("Its user info endpoint"),
  secretsManager: text(/^[A-Za-z0-9/_+=.@-]{1,512}$/, "the name of a secret in Secrets Manager such as shop/oidc")
    .optional()
    .describe("Name of a secret in Secrets Manager with the keys `clientID` and `clientSecret`, which add-on `external-secrets` reads"),
  secretName: text(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, "the name of a Kubernetes Secret")
    .optional()
    .describe("Name of a Kubernetes Secret with the same keys in the namespace of the user interface, which something else creates"),
  ...sessions,
});

const service = z.strictObject({
  namespace: namespaceName.describe("Its namespace"),
  name: label.describe("Its name"),
  port: z.int().min(1).max(65_535).default(80).describe("Its port"),
  https: z.boolean().default(false).describe("Whether its pods serve HTTPS"),
  healthPath: text(/^\/\S*$/, "a path that begins with /")
    .default("/")
    .describe("Path that answers health checks with a status of 200 to 399"),
});

const exposure = z.strictObject({
  host: label.optional().describe("First label of the host name. Default: the key"),
  service: service.optional().describe("Service of a user interface that no add-on of the catalog has"),
  auth: z
    .discriminatedUnion("type", [cognito, oidc])
    .register(hints, { hint: (auth) => (auth === undefined ? "nothing is exposed without authentication" : undefined) })
    .describe("Users who may open it; the load balancer rejects all others"),
});

/** A domain for user interfaces of the platform. */
export const domainSettings = z.strictObject({
  name: text(
    /^(?=.{4,200}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
    "a domain in lowercase letters such as shop.example.com",
  ).describe("Domain: the name of the hosted zone, or one below it"),
  zoneId: text(/^Z[0-9A-Z]{1,31}$/, "the ID of a hosted zone such as Z0123456789ABCDEFGHIJ").describe("ID of the hosted zone in Route 53"),
  certificate: z
    .union([
      z.boolean(),
      text(
        /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]+$/,
        "the ARN of an ACM certificate such as arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
      ),
    ])
    .default(true)
    .describe(
      "Certificate for the domain and all names one level below: true creates one, which DNS records in the zone validate; or the ARN of one; or none",
    ),
  externalDns: z
    .boolean()
    .optional()
    .describe(
      "Enable add-on `external-dns` for this zone, so that Ingresses and Services of teams get DNS records. Default: true, unless Route 53 is unreachable without NAT",
    ),
  scheme: z
    .enum(["internet-facing", "internal"])
    .optional()
    .describe(
      "Where the load balancer of the exposed user interfaces is reachable. Default: internet-facing, or internal without public subnets",
    ),
  inboundCidrs: z
    .array(anyCidr)
    .min(1)
    .default(["0.0.0.0/0"])
    .describe(
      "Address ranges that may connect to that load balancer, of IPv6 too with `cluster.ipFamily: ipv6` or in an existing VPC: it then has addresses of both families. The default means all",
    ),
  expose: z
    .record(label, exposure)
    .default({})
    .describe(
      "Name -> user interface that is reachable at `<name>.<domain>`: of an add-on, such as grafana or argocd, or any other with `service`",
    ),
});

/** Section `domain`, which is off by default. */
export const domain = z.union([z.literal(false), domainSettings]);
