import { z } from "zod";
import { keyFault, reservedLabel, reservedTaint, valueFault } from "../../../util/kubernetes-names";
import { commonOptions, replicas } from "../common/options";
import { budgetIssue, familyIssue, poolIssue, requirementIssue, restrictedLabel, taintsIssue, typeIssue } from "./validate";

/** A string with a pattern, and a description of it for errors. */
function text(pattern: RegExp, phrase: string): z.ZodString {
  return z.string().regex(pattern, phrase);
}

const duration = text(/^([0-9]+(s|m|h))+$/, "a duration such as 30s, 10m or 720h");
const durationOrNever = text(/^(([0-9]+(s|m|h))+|Never)$/, "a duration such as 30s, 10m or 720h, or Never");
const quantity = z.union([z.number().min(0), text(/^[0-9]+(\.[0-9]+)?(m|[kMGTPE]|[KMGTPE]i)?$/, "a quantity such as 100 or 400Gi")]);

/** An additional check: returns an error message or nothing. */
function checked<T extends z.ZodType>(schema: T, issueOf: (value: z.output<T>) => string | undefined): T {
  return schema.superRefine((value, { addIssue }) => {
    const message = issueOf(value);
    if (message) addIssue({ code: "custom", message });
  });
}

/** Limits of Karpenter's CRDs: 100 labels and 100 requirements, of which the add-on sets one and up to eight; 30 reservations. */
const mostLabels = 99;
const mostRequirements = 92;
const mostReservations = 30;

const labelValue = checked(z.string(), valueFault);
const labels = z.record(z.string(), labelValue).superRefine((given, { addIssue }) => {
  for (const key of Object.keys(given)) {
    const message = keyFault(key) ?? reservedLabel(key) ?? restrictedLabel(key);
    if (message) addIssue({ code: "custom", path: [key], message });
  }
  const count = Object.keys(given).length;
  if (count > mostLabels) addIssue({ code: "custom", message: `expected at most ${mostLabels} labels, found ${count}; remove some` });
});

const taint = z.strictObject({
  key: checked(z.string().min(1), (key) => keyFault(key) ?? reservedTaint(key)).describe("Key"),
  value: labelValue.default("").describe("Value"),
  effect: z.enum(["NoSchedule", "NoExecute", "PreferNoSchedule"]).describe("Effect on pods that do not tolerate it"),
});

const requirementFields = z.strictObject({
  key: z.string().min(1).describe("Label of the node, such as `karpenter.k8s.aws/instance-size`"),
  operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "Gte", "Lte"]).describe("Operator that compares its value"),
  values: z.array(z.string()).default([]).describe("With what"),
  minValues: z.int().min(1).max(50).optional().describe("Minimum number of different values to choose from"),
});

const requirement = checked(requirementFields, requirementIssue);

const budgetFields = z.strictObject({
  nodes: z
    .union([z.int().min(0), text(/^((100|[0-9]{1,2})%|[0-9]+)$/, "a percentage such as 10%")])
    .describe("Maximum number or percentage of nodes that are disrupted at the same time"),
  reasons: z
    .array(z.enum(["Underutilized", "Empty", "Drifted"]))
    .optional()
    .describe("Reasons that the budget applies to. Default: all"),
  schedule: text(
    /^(@(annually|yearly|monthly|weekly|daily|midnight|hourly)|\S+(\s+\S+){4})$/,
    "a cron expression of five fields such as 0 9 * * mon-fri, or one such as @daily",
  )
    .optional()
    .describe("Cron expression in UTC of the start of the budget; requires `duration`. Default: always"),
  duration: text(/^((([0-9]+(h|m))|([0-9]+h[0-9]+m))(0s)?)$/, "a duration such as 8h or 30m")
    .optional()
    .describe("How long the budget applies from each start"),
});

const budget = checked(budgetFields, budgetIssue);

const consolidation = z.strictObject({
  policy: z
    .enum(["WhenEmptyOrUnderutilized", "WhenEmpty", "Balanced"])
    .default("WhenEmptyOrUnderutilized")
    .describe("Nodes that are consolidated into fewer or cheaper ones"),
  after: durationOrNever.default("1m").describe("How long a node must have no pod changes before consolidation"),
});

const poolFields = z.strictObject({
  categories: z
    .array(text(/^[a-z]+$/, "a category such as m"))
    .min(1)
    .optional()
    .describe("Categories of instance types, such as c, m, r, g. Default: [c, m, r], but all if `families` or `instanceTypes` are set"),
  families: z.array(checked(z.string(), familyIssue)).min(1).optional().describe("Instance families, such as m7g. Default: all"),
  instanceTypes: z
    .array(checked(text(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "an instance type such as m7g.large"), typeIssue))
    .min(1)
    .optional()
    .describe("Instance types, such as m7g.large. Default: all"),
  minGeneration: z
    .int()
    .min(1)
    .max(9)
    .optional()
    .describe("Minimum instance generation. Default: 5, but any if `families` or `instanceTypes` are set"),
  architectures: z
    .array(z.enum(["amd64", "arm64"]))
    .min(1)
    .optional()
    .describe("CPU architectures. Default: those of the stack's node pools, otherwise amd64"),
  capacityTypes: z
    .array(z.enum(["on-demand", "spot", "reserved"]))
    .min(1)
    .default(["on-demand"])
    .describe("Capacity types; Karpenter prefers reserved, then spot"),
  reservations: z
    .array(text(/^cr-[0-9a-z]+$/, "the id of a capacity reservation such as cr-0123456789abcdef0"))
    .min(1)
    .max(mostReservations)
    .optional()
    .describe("Ids of the capacity reservations in which instances with capacity type `reserved` start"),
  zones: z.array(z.string().min(1)).min(1).optional().describe("Names of zones. Default: all with private subnets"),
  requirements: z
    .array(requirement)
    .max(mostRequirements)
    .default([])
    .describe("Additional requirements of the NodePool, in Karpenter's format"),
  limits: z
    .strictObject({
      cpu: quantity.default(100).describe("Virtual CPUs"),
      memory: quantity.default("400Gi").describe("Memory"),
    })
    .prefault({})
    .describe("Limits of all nodes of the pool together"),
  consolidation: consolidation.prefault({}).describe("Consolidation of nodes"),
  budgets: z
    .array(budget)
    .max(50)
    .default([{ nodes: "10%" }])
    .describe("Limits of how many nodes are disrupted at the same time, and when"),
  expireAfter: durationOrNever.default("720h").describe("Maximum age of a node, or Never"),
  terminationGracePeriod: duration.default("24h").describe("Maximum time to drain a node; its pods are then terminated"),
  labels: labels.default({}).describe("Kubernetes labels of the nodes"),
  taints: checked(z.array(taint), taintsIssue).default([]).describe("Kubernetes taints of the nodes"),
  weight: z.int().min(1).max(100).optional().describe("Priority among matching NodePools: the highest weight is preferred"),
  ami: z
    .enum(["al2023", "bottlerocket"])
    .default("al2023")
    .describe("AMI family; CPU architecture and accelerator follow the instance type"),
  amiVersion: text(/^(latest|v?[0-9][0-9A-Za-z.-]*)$/, "latest, or a version such as v20260401 or v1.50.0")
    .default("latest")
    .describe("Release of the AMI. With `latest`, nodes are replaced when AWS publishes a new one, within `budgets`"),
  disk: z
    .strictObject({ sizeGiB: z.int().min(20).max(16384).default(50).describe("Size of the volume in GiB") })
    .prefault({})
    .describe("Root volume of the nodes, gp3; always encrypted"),
});

/** One entry of `nodePools`: a NodePool, and the EC2NodeClass of its instances. */
export const nodePool = checked(poolFields, poolIssue);

/** Options of the add-on. */
export const karpenterOptions = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  replicas,
  crds: z
    .strictObject({ values: commonOptions.chart.values })
    .prefault({})
    .describe("The chart `karpenter-crd`, in the version of Karpenter: its `values`"),
  isolated: z
    .boolean()
    .optional()
    .describe(
      "Isolated VPC mode: Karpenter calls neither IAM nor the price list, and its nodes use an instance profile of the stack. Default: true if `network.nat` is none",
    ),
  ssm: z
    .boolean()
    .default(true)
    .describe(
      "Allow shell access to the nodes by AWS Systems Manager Session Manager; false removes the permissions from their role, which all pools share",
    ),
  nodePools: z
    .record(
      text(/^[a-z0-9]([a-z0-9-]{0,33}[a-z0-9])?$/, "1 to 35 lowercase letters, digits and -, beginning and ending with a letter or digit"),
      nodePool,
    )
    .prefault({ default: {} })
    .describe("Name -> NodePool with an EC2NodeClass; `{}` means none, if NodePools are created elsewhere"),
});

export type KarpenterOptions = z.output<typeof karpenterOptions>;
export type NodePoolOptions = z.output<typeof nodePool>;
