import { z } from "zod";
import { dnsLabelPattern, iamPermissions, namespaceName, serviceAccountPermissions, text } from "../../util/schemas";
import { principalArn, principalRoleArn } from "./arns";
import { hardLimits } from "./quantities";
import { rbacRules } from "./rbac";
import { anyCidr, entryName, permissionSetName, teamName, userName } from "./scalars";
import { teamLimits } from "./team-limits";
import { scopedQuotas } from "./team-quotas";
import { teamSecrets } from "./team-secrets";

export const teamKinds = ["platform", "application"] as const;
export const accessLevels = ["view", "edit", "admin"] as const;
export const podSecurityLevels = ["privileged", "baseline", "restricted"] as const;

/** Highest priority that a team may give its pods; those of the system lie far above. */
export const highestPriority = 1_000_000;

/**
 * What an application team gets where nothing else is said. Load balancers: Services of that type, and Ingresses, each of which may be one.
 * None of `services.nodeports`, which a Service of type LoadBalancer takes too.
 */
export const defaultQuota = {
  "requests.cpu": "10",
  "requests.memory": "20Gi",
  pods: "50",
  "services.loadbalancers": "2",
  "count/ingresses.networking.k8s.io": "10",
  persistentvolumeclaims: "20",
  "requests.storage": "500Gi",
};

const texts = z.record(z.string(), z.string());

/** Who a team is. */
const who = {
  members: z
    .array(principalArn)
    .default([])
    .describe("ARNs of IAM roles and users, verbatim, path included. They may assume the team's role"),
  permissionSets: z
    .array(permissionSetName)
    .optional()
    .describe("Names of permission sets of IAM Identity Center, whose roles in the account are members too. Default: none"),
  createUsers: z.array(userName).default([]).describe("IAM users to create; they are members too"),
  role: principalRoleArn.optional().describe("ARN of an existing role that the team uses instead of a new one"),
  sessionTags: texts
    .default({})
    .describe("Session tags that are allowed when the team's role is assumed, besides `team`, with their values"),
  policies: iamPermissions.policies
    .unwrap()
    .optional()
    .describe("ARNs of managed policies of the team's role: AWS permissions of the members when they assume it. Default: none"),
  statements: iamPermissions.statements
    .unwrap()
    .optional()
    .describe("Statements of an inline policy of the team's role, in the format of IAM. Default: none"),
  costAllocation: texts.default({}).describe("Labels of the namespaces and tags of the AWS resources for cost allocation"),
};

const serviceAccount = z.strictObject({
  namespace: namespaceName.optional().describe("Namespace of the team that holds it. Default: the first"),
  ...serviceAccountPermissions,
  imagePullSecrets: z
    .array(text(dnsLabelPattern, "the name of a Secret: up to 63 lowercase letters, digits and -"))
    .optional()
    .describe("Names of Secrets in its namespace with which its pods pull images. Default: none"),
  automountToken: z
    .boolean()
    .optional()
    .describe("Whether its pods get a token for the Kubernetes API; AWS permissions have one of their own. Default: true"),
  labels: texts.optional().describe("Labels. Default: none"),
  annotations: texts.optional().describe("Annotations. Default: none"),
});

/** Source of traffic: a team, or pods that belong to none. */
const allowedSource = text(
  /^([a-z0-9]([a-z0-9-]{0,56}[a-z0-9])?|addon:[A-Za-z0-9][A-Za-z0-9-]*|namespace:[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)$/,
  "a team, addon:<add-on> or namespace:<namespace>",
);

/** Destination of traffic: as sources, ranges outside of the cluster, and the internet. */
const allowedDestination = z.union([allowedSource, anyCidr]);

const podSecurityLevel = z.enum(podSecurityLevels);

const standardVersion = text(/^(latest|v1\.\d{1,3})$/, "latest or a Kubernetes version such as v1.34");

const podSecurity = z.strictObject({
  enforce: podSecurityLevel.default("baseline").describe("Level whose violations are rejected"),
  warn: podSecurityLevel.optional().describe("Level whose violations return a warning to the user. Default: `enforce`"),
  audit: podSecurityLevel.optional().describe("Level whose violations are added to the audit log. Default: `enforce`"),
  enforceVersion: standardVersion
    .optional()
    .describe("Version of the standard that `enforce` takes, so that an upgrade of the cluster rejects no pods. Default: latest"),
  warnVersion: standardVersion.optional().describe("Version of the standard that `warn` takes. Default: latest"),
  auditVersion: standardVersion.optional().describe("Version of the standard that `audit` takes. Default: latest"),
});

const samples = z.strictObject({
  web: z
    .boolean()
    .default(false)
    .describe("A web server behind an Application Load Balancer, with probes, requests, limits, autoscaling and a disruption budget"),
});

/** What templates set too. */
const shared = {
  ...who,
  labels: texts.default({}).describe("Additional labels of the namespaces"),
  annotations: texts.default({}).describe("Annotations of the namespaces"),
  quota: z
    .union([z.literal(false), hardLimits])
    .default(defaultQuota)
    .describe("ResourceQuota of each namespace, merged over the default; null removes one amount, false means none"),
  scopedQuotas: scopedQuotas
    .optional()
    .describe("Name -> ResourceQuota of each namespace that counts only some pods, beside `quota`. Default: none"),
  limits: teamLimits,
  network: z
    .enum(["open", "isolated"])
    .default("open")
    .describe("isolated: pods accept traffic only from their own team, the sources in `allowIngressFrom` and load balancers"),
  allowIngressFrom: z
    .array(allowedSource)
    .default([])
    .describe(
      "Whose pods may connect to the pods of an isolated team: other teams, `addon:<add-on>` (its namespace) and `namespace:<namespace>`",
    ),
  allowEgressTo: z
    .array(allowedDestination)
    .optional()
    .describe(
      "Where the pods of an isolated team may connect to, besides their own team and DNS: other teams, `addon:<add-on>`, `namespace:<namespace>`, address ranges, and `internet` (every IPv4 address that is not private). Default: everywhere",
    ),
  loadBalancers: z
    .union([z.enum(["public", "all"]), z.array(anyCidr)])
    .default("public")
    .describe(
      "Load balancers that may connect to the pods of an isolated team: those in the public subnets (and in the private ones if `sharedAlb` is internal), those in all subnets (other pods have addresses there too), or those in the given ranges, of IPv6 with `cluster.ipFamily: ipv6`",
    ),
  podSecurity: z
    .union([podSecurityLevel, podSecurity])
    .default("baseline")
    .describe("Pod Security Standard of the namespaces: one level for all modes, or one each for enforce, warn and audit"),
  accessLevel: z.enum(accessLevels).default("edit").describe("Access of the members in the team's namespaces; they have none elsewhere"),
  rules: rbacRules
    .optional()
    .describe("Rules of a Role `team-rules` in each namespace: what the members may do there beside the access level. Default: none"),
  priority: z
    .int()
    .min(-highestPriority)
    .max(highestPriority)
    .optional()
    .describe("Value of a PriorityClass `team-<name>`, and the maximum priority of the team's pods. Default: no class, maximum 0"),
  nodePool: entryName
    .optional()
    .describe(
      "Node pool for this team only, of `nodePools`, of Karpenter or of `cluster.autoMode.pools`: its nodes get the label and taint `team=<name>`, which the team's pods must select and tolerate",
    ),
  serviceAccounts: z.record(teamName, serviceAccount).default({}).describe("Name -> service account with AWS permissions"),
  secrets: teamSecrets
    .optional()
    .describe(
      "Name -> secret or parameter in AWS that the team's namespaces get: a Secret by add-on `external-secrets`, or a SecretProviderClass if the stack has `secrets-store-csi-driver` alone. Default: none",
    ),
  samples: z
    .union([z.literal(false), samples])
    .default(false)
    .describe("Sample workloads in the team's first namespace"),
};

export const platformTeam = z.strictObject({
  kind: z.literal("platform").describe("Administrators of the cluster"),
  ...who,
});

export const applicationTeam = z.strictObject({
  kind: z.literal("application").describe("Works in its own namespaces"),
  template: entryName.optional().describe("Entry of `teamTemplates` whose values apply to keys that the team does not set. Default: none"),
  namespaces: z.array(namespaceName).min(1).optional().describe("Namespaces of the team. Default: team-<name>"),
  ...shared,
});

/** Section `teams`: name -> team. */
export const teams = z.record(teamName, z.discriminatedUnion("kind", [platformTeam, applicationTeam]));

export const teamTemplate = z.strictObject(shared);

/** Section `teamTemplates`: name -> values. */
export const teamTemplates = z.record(entryName, teamTemplate);
