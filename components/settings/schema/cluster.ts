import { z } from "zod";
import { type AccessPolicy, eksAccessPolicies, nodeEntryTypes } from "../../reference/access-policies";
import { defaultKubernetesVersion } from "../../reference/kubernetes-versions";
import { kmsKeyArn, namespacePattern, retentionDays, text } from "../../util/schemas";
import { hints } from "../validation/messages";
import { principalArn, roleArn } from "./arns";
import { autoMode } from "./auto-mode";
import { capabilities } from "./cluster-capabilities";
import { components } from "./cluster-components";
import { identityProvider, securityGroupRule, tier } from "./cluster-extras";
import { remoteNetworks } from "./remote-networks";
import { anyCidr, cidr, clusterName, ec2Id, entryName, permissionSetName } from "./scalars";

export const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;
export const accessPolicies = Object.keys(eksAccessPolicies) as [AccessPolicy, ...AccessPolicy[]];

/** How a version came to be none. */
function versionHint(value: unknown): string | undefined {
  if (typeof value === "number") {
    const meant = /^1\.\d$/.test(String(value)) ? `${value}0` : String(value);
    return `YAML reads it as a number and drops trailing zeros (1.30 becomes 1.3): write "${meant}" in quotes`;
  }
  const minor = typeof value === "string" && /^v?(1\.\d+)(\.\d+)?$/.exec(value)?.[1];
  return minor && minor !== value ? `write only the minor version: "${minor}"` : undefined;
}

/** A minor version of Kubernetes. */
export const kubernetesVersion = text(/^1\.\d{1,3}$/, `a quoted Kubernetes version such as "${defaultKubernetesVersion}"`).register(hints, {
  hint: versionHint,
});

const privateEndpoint = z.strictObject({
  cidrs: z.array(anyCidr).default([]).describe("Address ranges that may reach port 443"),
  securityGroupIds: z.array(ec2Id("sg")).default([]).describe("Security groups that may reach port 443"),
});
const publicEndpoint = z.strictObject({
  cidrs: z.array(anyCidr).min(1).describe("Address ranges that may reach the public endpoint"),
});

const endpoint = z.strictObject({
  private: z.union([z.boolean(), privateEndpoint]).default(true).describe("Private endpoint, and who may reach it besides the nodes"),
  public: z.union([z.boolean(), publicEndpoint]).default(false).describe("Public endpoint, and the address ranges that may reach it"),
});

/** The word for a policy that is written as AWS has it, by name or ARN. */
function accessPolicyHint(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const name = value.slice(value.lastIndexOf("/") + 1);
  const word = accessPolicies.find((policy) => eksAccessPolicies[policy].name === name);
  return word && `write \`${word}\``;
}

const accessPolicy = z.enum(accessPolicies).register(hints, { hint: accessPolicyHint });

const access = z.strictObject({
  principal: principalArn
    .optional()
    .describe("ARN of an IAM role or user, verbatim, path included. Required unless `permissionSet` is set"),
  permissionSet: permissionSetName
    .optional()
    .describe("Permission set of IAM Identity Center, by name: its role in the account is looked up"),
  policy: accessPolicy.optional().describe("Access policy in the cluster"),
  namespaces: z
    .array(namespacePattern)
    .default([])
    .describe("Namespaces that the access is limited to; * is a wildcard. An empty list means the whole cluster"),
  groups: z.array(z.string().min(1)).default([]).describe("Kubernetes groups of the principal"),
  username: z.string().min(1).max(64).optional().describe("Kubernetes user name of the principal. Default: derived from its ARN by EKS"),
  type: z
    .enum(nodeEntryTypes)
    .optional()
    .describe("Let nodes with this role join the cluster, which are managed elsewhere. Default: the access of people and workloads"),
});

const kubeconfig = z.strictObject({
  roleArn: roleArn
    .optional()
    .describe("Role that `aws eks get-token` assumes. Default: the role of `aws:assumeRoles`, if it has one entry without an external id"),
  profile: z
    .string()
    .min(1)
    .optional()
    .describe("AWS CLI profile that `aws eks get-token` uses, without a role unless `roleArn` is set too. Default: `aws:profile`"),
});

const drain = z.strictObject({
  timeoutMinutes: z.int().min(1).max(720).default(20).describe("Timeout of the removal in minutes, 1 to 720"),
});

/** Section `cluster`: the control plane, or the cluster that exists. */
export const cluster = z.strictObject({
  name: clusterName.optional().describe("Name of the cluster. Default: <project>-<stack>"),
  version: kubernetesVersion.default(defaultKubernetesVersion).describe("Kubernetes version, quoted"),
  endpoint: endpoint.prefault({}).describe("Endpoints of the API server; at least one of the two must be on"),
  ipFamily: z
    .enum(["ipv4", "ipv6"])
    .default("ipv4")
    .describe("Addresses of pods and Services. Fixed when the cluster is created; ipv6 needs instance types on the Nitro system"),
  serviceCidr: cidr.optional().describe("Address range of Kubernetes Services. Default: EKS chooses one"),
  logs: z
    .array(z.enum(logTypes))
    .default([...logTypes])
    .describe("Control plane logs sent to CloudWatch"),
  logRetentionDays: retentionDays.default(90).describe("Retention of the control plane logs in days; 0 means never expire"),
  encryption: z
    .union([z.boolean(), z.strictObject({ kmsKeyArn: kmsKeyArn.describe("ARN of the KMS key") })])
    .default(true)
    .describe("Envelope encryption of Secrets: true creates a KMS key, false turns it off, a map names an existing key"),
  supportType: z.enum(["standard", "extended"]).default("standard").describe("Support policy when standard support of the version ends"),
  tier: tier
    .optional()
    .describe(
      "Tier of the control plane: standard scales by itself, the others are provisioned, at extra cost. Default: standard for a new cluster; EKS keeps the tier of one without the key",
    ),
  controlPlaneEgress: z
    .enum(["awsManaged", "customerRouted"])
    .register(hints, { hint: (mode) => (mode === "customerIsolated" ? "@pulumi/aws 7.48 does not know this mode" : undefined) })
    .default("awsManaged")
    .describe("Way of the control plane to webhooks and OIDC issuers: by EKS, or by the routes of its subnets"),
  components: components.describe("Settings of the Kubernetes components that EKS runs. EKS keeps the last value of a key that is removed"),
  forceUpdate: z.boolean().default(false).describe("Upgrade even if EKS finds deprecated APIs and other upgrade problems"),
  roleArn: roleArn.optional().describe("Existing role of the control plane. Default: a new role"),
  securityGroupRules: z
    .record(entryName, securityGroupRule)
    .default({})
    .describe("Additional rules of the cluster security group, by a name of your choice"),
  identityProviders: z
    .record(entryName, identityProvider)
    .default({})
    .describe("OIDC identity provider for users of the cluster, by a name of your choice; EKS accepts one"),
  remoteNetworks: remoteNetworks.describe("Networks outside of AWS whose machines join the cluster (EKS Hybrid Nodes)"),
  capabilities: capabilities.describe("EKS capabilities: controllers that EKS runs outside of the cluster"),
  deletionProtection: z
    .boolean()
    .default(false)
    .describe("Block the deletion of the cluster. `pulumi destroy` then fails before it deletes anything"),
  drain: z
    .union([z.literal(false), z.literal(true).transform(() => drain.parse({})), drain])
    .default({ timeoutMinutes: 20 })
    .describe(
      "Whether `pulumi destroy` first deletes the AWS resources that workloads created, and then those that the cluster left in the VPC; true means with a timeout of 20 minutes",
    ),
  zonalShift: z.boolean().default(false).describe("Allow Amazon Application Recovery Controller to shift traffic away from a zone"),
  autoMode: autoMode.describe("EKS Auto Mode, with its built-in node pools and pools of your own"),
  authenticationMode: z
    .enum(["api", "apiAndConfigMap"])
    .optional()
    .describe(
      "What grants access: access entries alone (api), or also the ConfigMap aws-auth, which other tools write; the stack never does. EKS cannot return to apiAndConfigMap. Default: api",
    ),
  creatorAdmin: z.boolean().default(true).describe("The creator of the cluster becomes its administrator; false requires `admins`"),
  admins: z.array(principalArn).default([]).describe("ARNs of cluster administrators, verbatim, path included"),
  access: z.record(entryName, access).default({}).describe("Access of additional IAM principals, by a name of your choice"),
  identity: z
    .enum(["podIdentity", "irsa"])
    .default("podIdentity")
    .describe("How service accounts get AWS permissions; pods on Fargate always use irsa"),
  kubeconfig: kubeconfig.prefault({}).describe("How kubectl and Pulumi authenticate to the cluster"),
  existing: z
    .strictObject({ name: clusterName.describe("Name of the cluster") })
    .optional()
    .describe("An existing cluster. Only access, admins, identity and kubeconfig can be set with it"),
});
