import { z } from "zod";
import { ackServiceNames } from "../../reference/ack-services";
import { iamPermissions, namespaceName, namespacePattern, text } from "../../util/schemas";
import { hints } from "../validation/messages";

/** Access policies that a capability can have for what it creates in the cluster. */
const accessPolicy = z.enum(["view", "edit", "admin", "clusterAdmin", "adminView", "secretReader"]);

const clusterAccess = z.strictObject({
  policy: accessPolicy.describe("Access policy in the cluster, as in cluster.access"),
  namespaces: z
    .array(namespacePattern)
    .default([])
    .describe("Namespaces that it is limited to; * is a wildcard. An empty list means the whole cluster"),
});

const identity = z.strictObject({
  type: z.enum(["SSO_USER", "SSO_GROUP"]).describe("User or group of IAM Identity Center"),
  id: text(/^[0-9A-Za-z-]{1,47}$/, "the id of a user or group in IAM Identity Center, not its name").describe(
    "ID of the user or group, as `aws identitystore` prints it",
  ),
});

const roleMapping = z.strictObject({
  role: z.enum(["ADMIN", "EDITOR", "VIEWER"]).describe("Role in Argo CD"),
  identities: z.array(identity).min(1).describe("Users and groups that have it"),
});

/** Fields of the EKS API that the provider cannot set. */
const notInProvider = "not supported: @pulumi/aws 7.48 has no such property of capabilities";

const argocd = z
  .strictObject({
    idcInstanceArn: text(
      /^arn:aws[a-z-]*:sso:::instance\/(sso)?ins-[0-9a-zA-Z.-]+$/,
      "the ARN of an instance of IAM Identity Center such as arn:aws:sso:::instance/ssoins-1234567890abcdef",
    ).describe("Instance of IAM Identity Center whose users sign in to Argo CD"),
    idcRegion: z.string().min(1).optional().describe("Region of the instance. Default: that of the stack"),
    namespace: namespaceName.default("argocd").describe("Namespace in which Argo CD reads its Applications; EKS creates it"),
    roleMappings: z.array(roleMapping).default([]).describe("Roles of users and groups in Argo CD; other users cannot sign in"),
    vpcEndpointIds: z
      .array(text(/^vpce-[0-9a-z]+$/, "the id of a VPC endpoint such as vpce-0123456789abcdef0"))
      .default([])
      .describe("VPC endpoints through which its UI and API are reached. An empty list means the internet"),
    access: clusterAccess
      .optional()
      .describe("What Argo CD may change in this cluster, which is then registered as `local-cluster`. Default: nothing"),
    ...iamPermissions,
  })
  .register(hints, { keys: { endpointPrefix: `${notInProvider}; EKS chooses the host name, and output \`capabilities\` has the URL` } });

const ack = z
  .strictObject({
    services: z
      .array(z.enum(ackServiceNames))
      .default([])
      .describe("Services whose resources it manages, with the permissions that ACK recommends for each"),
    access: clusterAccess.optional().describe("Access in the cluster beyond ACK's own objects, such as reading Secrets of passwords"),
    ...iamPermissions,
  })
  .register(hints, {
    keys: {
      disabledServices: `${notInProvider}; list no service in \`services\` that ACK should not touch`,
      enableCrossNamespace: `${notInProvider}; references stay within a namespace`,
    },
  });

const kro = z.strictObject({
  access: clusterAccess.optional().describe("What kro may create for its instances. Default: role bindings of your own decide"),
});

export const capabilities = z
  .strictObject({
    argocd: argocd.optional().describe("Argo CD, with users of IAM Identity Center"),
    ack: ack.optional().describe("AWS Controllers for Kubernetes (ACK): AWS resources as objects"),
    kro: z.union([z.boolean(), kro]).default(false).describe("Kube Resource Orchestrator (kro): objects composed of others"),
  })
  .optional();
