import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { DomainSettings, ExposedUi } from "../settings/types";
import { parseArn } from "../util/arn";
import { secretsManagerStore } from "../util/secret-store";

type Auth = DomainSettings["expose"][string]["auth"];
type Cognito = Extract<Auth, { type: "cognito" }>;
type Oidc = Extract<Auth, { type: "oidc" }>;

/** How the load balancer authenticates the users of one user interface. */
export interface Authentication {
  readonly annotations: Readonly<Record<string, pulumi.Input<string>>>;
  /** What the controller reads, and its permission to do so. */
  readonly ready: readonly pulumi.Resource[];
}

/** Options of AWS resources, and of Kubernetes objects. */
interface Options {
  readonly aws: pulumi.CustomResourceOptions;
  readonly kubernetes: pulumi.CustomResourceOptions;
}

const annotation = (name: string) => `alb.ingress.kubernetes.io/auth-${name}`;

/** @param controller whether AWS Load Balancer Controller reads the Secret of OpenID Connect rather than EKS Auto Mode */
export function authentication(name: string, ui: ExposedUi, controller: boolean, opts: Options): Authentication {
  const { auth } = ui;
  const common = {
    [annotation("type")]: auth.type,
    [annotation("scope")]: auth.scope,
    [annotation("session-timeout")]: String(auth.sessionTimeoutSeconds),
    [annotation("on-unauthenticated-request")]: "authenticate",
  };
  if (auth.type === "cognito")
    return { annotations: { ...common, [annotation("idp-cognito")]: cognitoProvider(name, ui.host, auth, opts.aws) }, ready: [] };
  const { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint } = auth;
  const secretName = auth.secretName ?? `expose-${ui.name}-oidc`;
  const provider = { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, secretName };
  return {
    annotations: { ...common, [annotation("idp-oidc")]: JSON.stringify(provider) },
    ready: clientSecret(name, { auth, namespace: ui.service.namespace, secretName, controller }, opts.kubernetes),
  };
}

/** The user pool as the load balancer needs it: with a client that has a secret, and the pool's domain. */
function cognitoProvider(name: string, host: string, auth: Cognito, opts: pulumi.CustomResourceOptions): pulumi.Output<string> {
  const userPoolId = parseArn(auth.userPoolArn)!.resource.replace("userpool/", "");
  const clientId = auth.clientId ?? userPoolClient(name, host, userPoolId, auth, opts).id;
  const domain = auth.domain ?? domainOf(userPoolId, opts);
  return pulumi.jsonStringify({ userPoolARN: auth.userPoolArn, userPoolClientID: clientId, userPoolDomain: domain });
}

function userPoolClient(name: string, host: string, userPoolId: string, auth: Cognito, opts: pulumi.CustomResourceOptions) {
  return new aws.cognito.UserPoolClient(
    name,
    {
      userPoolId,
      generateSecret: true, // the load balancer reads it from Cognito
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthFlows: ["code"],
      allowedOauthScopes: auth.scope.split(" "),
      callbackUrls: [`https://${host}/oauth2/idpresponse`],
      supportedIdentityProviders: auth.identityProviders,
      preventUserExistenceErrors: "ENABLED",
    },
    opts,
  );
}

function domainOf(userPoolId: string, { parent }: pulumi.CustomResourceOptions): pulumi.Output<string> {
  const pool = aws.cognito.getUserPoolOutput({ userPoolId }, parent ? { parent } : {});
  return pulumi.all([pool.customDomain, pool.domain]).apply(([custom, prefix]) => {
    const domain = custom || prefix;
    if (domain === "") throw new Error(`user pool ${userPoolId} has no domain, which the load balancer needs: create one in Cognito first`);
    return domain;
  });
}

interface ClientSecret {
  readonly auth: Oidc;
  readonly namespace: string;
  readonly secretName: string;
  readonly controller: boolean;
}

/** The Secret with the client of OpenID Connect, which never passes through the stack, and the permission to read this one Secret. */
function clientSecret(name: string, secret: ClientSecret, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
  const { auth, namespace, secretName, controller } = secret;
  const metadata = { name: secretName, namespace };
  const fetched = auth.secretsManager === undefined ? [] : [externalSecret(name, metadata, auth.secretsManager, opts)];
  const role = new k8s.rbac.v1.Role(
    name,
    { metadata, rules: [{ apiGroups: [""], resources: ["secrets"], resourceNames: [secretName], verbs: ["get", "list", "watch"] }] },
    opts,
  );
  const reader = controller
    ? { kind: "ServiceAccount", name: "aws-load-balancer-controller", namespace: "kube-system" }
    : { kind: "Group", name: "eks:managed", apiGroup: "rbac.authorization.k8s.io" }; // EKS user guide, auto-managed-rbac-example
  const binding = new k8s.rbac.v1.RoleBinding(
    name,
    { metadata, roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: role.metadata.name }, subjects: [reader] },
    opts,
  );
  return [...fetched, binding];
}

function externalSecret(
  name: string,
  metadata: { readonly name: string; readonly namespace: string },
  key: string,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata,
      spec: {
        refreshInterval: "1h",
        secretStoreRef: secretsManagerStore,
        target: { name: metadata.name, creationPolicy: "Owner" },
        data: ["clientID", "clientSecret"].map((property) => ({ secretKey: property, remoteRef: { key, property } })),
      },
    },
    opts,
  );
}
