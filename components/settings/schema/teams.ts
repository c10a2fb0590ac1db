import { z } from "zod";
import { namespaceName, policyArn, text } from "../../util/schemas";
import { principalArn, principalRoleArn } from "./arns";
import { amounts, hardLimits } from "./quantities";
import { cidr, entryName, teamName, userName } from "./scalars";

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
export const defaultLimits = {
  default: { cpu: "500m", memory: "512Mi" },
  defaultRequest: { cpu: "100m", memory: "128Mi" },
};

const texts = z.record(z.string(), z.string());

/** Who a team is. */
const who = {
  members: z
    .array(principalArn)
    .default([])
    .describe("ARNs of IAM roles and users, verbatim, path included; they may assume the team's role"),
  createUsers: z.array(userName).default([]).describe("IAM users to make, members like the others"),
  role: principalRoleArn.optional().describe("ARN of a role that exists, instead of one that is made"),
  sessionTags: texts.default({}).describe("Tags that a session of the team's role may carry, besides `team`, with their values"),
  costAllocation: texts.default({}).describe("Labels of the namespaces and tags of the AWS resources by which costs are told apart"),
};

const statement = z.strictObject({
  Sid: text(/^[A-Za-z0-9]+$/, "letters and digits")
    .optional()
    .describe("Name of the statement"),
  Effect: z.enum(["Allow", "Deny"]).default("Allow").describe("Whether it allows or denies"),
  Action: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).describe("Actions, such as s3:GetObject"),
  Resource: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).describe("ARNs, or *"),
  Condition: z
    .record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))
    .optional()
    .describe("Operator -> key -> values"),
});

const serviceAccount = z.strictObject({
  namespace: namespaceName.optional().describe("Which of the team's namespaces. Default: the first"),
  policies: z.array(policyArn).default([]).describe("ARNs of managed policies"),
  statements: z.array(statement).default([]).describe("Statements of an inline policy, as IAM writes them"),
});

const podSecurityLevel = z.enum(podSecurityLevels);

const podSecurity = z.strictObject({
  enforce: podSecurityLevel.default("baseline").describe("Pods beyond it are refused"),
  warn: podSecurityLevel.optional().describe("Who makes pods beyond it is warned. Default: `enforce`"),
  audit: podSecurityLevel.optional().describe("Pods beyond it are noted in the audit log. Default: `enforce`"),
});

const samples = z.strictObject({
  web: z.boolean().default(false).describe("A web server behind an Application Load Balancer, with all that a workload should bring"),
});

/** What templates set too. */
const shared = {
  ...who,
  labels: texts.default({}).describe("Further labels of the namespaces"),
  annotations: texts.default({}).describe("Annotations of the namespaces"),
  quota: z
    .union([z.literal(false), hardLimits])
    .default(defaultQuota)
    .describe("ResourceQuota of each namespace, merged over the default; false: none"),
  limits: z
    .union([
      z.literal(false),
      z.strictObject({
        default: amounts.default(defaultLimits.default).describe("Limits of a container that names none, merged over the default"),
        defaultRequest: amounts
          .default(defaultLimits.defaultRequest)
          .describe("Requests of a container that names none, merged over the default"),
        max: amounts.optional().describe("Most that a container may have. Default: no bound"),
        min: amounts.optional().describe("Least that a container must ask for. Default: no bound"),
      }),
    ])
    .default(defaultLimits)
    .describe("LimitRange of each namespace; false: none"),
  network: z
    .enum(["open", "isolated"])
    .default("open")
    .describe("isolated: pods accept traffic only from their own team, the teams in `allowIngressFrom` and load balancers"),
  allowIngressFrom: z.array(teamName).default([]).describe("Other teams whose pods may connect to the pods of an isolated team"),
  loadBalancers: z
    .union([z.enum(["public", "all"]), z.array(cidr)])
    .default("public")
    .describe(
      "Load balancers that an isolated team hears: those in the public subnets, those in all subnets (where other pods have their addresses too), or those in the ranges given",
    ),
  podSecurity: z
    .union([podSecurityLevel, podSecurity])
    .default("baseline")
    .describe("Pod Security Standard of the namespaces: one level for all, or one for each of enforce, warn and audit"),
  accessLevel: z.enum(accessLevels).default("edit").describe("Access of the members in the team's namespaces; they have none elsewhere"),
  priority: z
    .int()
    .min(-highestPriority)
    .max(highestPriority)
    .optional()
    .describe("Makes a PriorityClass `team-<name>` of this value, and the ceiling of the team's pods. Default: no class, ceiling 0"),
  nodePool: entryName
    .optional()
    .describe("Pool that is the team's alone: its nodes get label and taint `team=<name>`, which the team's pods must name"),
  serviceAccounts: z.record(teamName, serviceAccount).default({}).describe("Name -> service account with AWS permissions"),
  samples: z
    .union([z.literal(false), samples])
    .default(false)
    .describe("Workloads to try the cluster with, in the team's first namespace"),
};

export const platformTeam = z.strictObject({
  kind: z.literal("platform").describe("Administrators of the cluster"),
  ...who,
});

export const applicationTeam = z.strictObject({
  kind: z.literal("application").describe("Works in namespaces of its own"),
  template: entryName.optional().describe("Entry of `teamTemplates` whose values hold where the team says nothing. Default: none"),
  namespaces: z.array(namespaceName).min(1).optional().describe("Namespaces of the team. Default: team-<name>"),
  ...shared,
});

/** Section `teams`: name -> team. */
export const teams = z.record(teamName, z.discriminatedUnion("kind", [platformTeam, applicationTeam]));

export const teamTemplate = z.strictObject(shared);

/** Section `teamTemplates`: name -> values. */
export const teamTemplates = z.record(entryName, teamTemplate);

/** Section `tenants`: one application team per name. */
export const tenants = z.strictObject({
  template: entryName.optional().describe("Entry of `teamTemplates`. Default: none"),
  names: z.array(teamName).default([]).describe("A team for each; isolated unless the template says otherwise"),
});
