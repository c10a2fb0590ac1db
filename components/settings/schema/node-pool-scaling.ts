// How many nodes a pool that becomes a NodePool object has, and when it replaces them.
import { z } from "zod";
import { budgetIssue } from "../../util/karpenter/validate";
import { text } from "../../util/schemas";

export const duration = text(/^([0-9]+(s|m|h))+$/, "a duration such as 30s, 10m or 720h");
export const durationOrNever = text(/^(([0-9]+(s|m|h))+|Never)$/, "a duration such as 30s, 10m or 720h, or Never");
const quantity = z.union([z.number().min(0), text(/^[0-9]+(\.[0-9]+)?(m|[kMGTPE]|[KMGTPE]i)?$/, "a quantity such as 100 or 400Gi")]);

/** An additional check: returns an error message or nothing. */
export function checked<T extends z.ZodType>(schema: T, issueOf: (value: z.output<T>) => string | undefined): T {
  return schema.superRefine((value, { addIssue }) => {
    const message = issueOf(value);
    if (message) addIssue({ code: "custom", message });
  });
}

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

/** How many nodes a pool has, and when it replaces them. */
export const scalingFields = {
  replicas: z
    .int()
    .min(0)
    .max(1000)
    .optional()
    .describe("Fixed number of nodes, independent of pods. Default: as many as pods need. Later changes between the two need a new pool"),
  limits: z
    .strictObject({
      cpu: quantity.optional().describe("Virtual CPUs. Default: 100, but none with `replicas`"),
      memory: quantity.optional().describe("Memory. Default: 400Gi, but none with `replicas`"),
      nodes: z.int().min(0).optional().describe("Nodes, those that replace others included. Default: no limit"),
    })
    .optional()
    .describe("Limits of all nodes of the pool together"),
  consolidation: consolidation.prefault({}).describe("Consolidation of nodes"),
  budgets: z
    .array(budget)
    .max(50)
    .default([{ nodes: "10%" }])
    .describe("Limits of how many nodes are disrupted at the same time, and when"),
  weight: z.int().min(1).max(100).optional().describe("Priority among matching NodePools: the highest weight is preferred"),
};
