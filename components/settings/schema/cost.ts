import { z } from "zod";
import { costAssumptions } from "../../reference/cost-assumptions";

type Name = keyof typeof costAssumptions;
type Shape = { readonly [Each in Name]: z.ZodDefault<z.ZodNumber> };

const shape = Object.fromEntries(
  Object.entries(costAssumptions).map(([name, { default: value, description }]) => [
    name,
    z.number().min(0).max(1e9).default(value).describe(description),
  ]),
) as unknown as Shape;

/** Section `cost`: what the plan's cost estimate assumes of usage. */
export const cost = z.strictObject({
  assumptions: z.strictObject(shape).prefault({}).describe("What the plan's cost estimate assumes of usage"),
});

export const budgetSettings = z.strictObject({
  monthly: z.number().min(0).max(1e12).describe("Most that a month may cost, in the currency of the region's prices (USD; CNY in China)"),
  level: z
    .enum(["advisory", "mandatory"])
    .default("advisory")
    .describe("Level of the finding when the plan's monthly cost is above it; mandatory: the plan ends with status 1"),
});

/** Section `budget`: what a month may cost. */
export const budget = z.union([z.literal(false), budgetSettings]);
