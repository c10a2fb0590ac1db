// Section `policies`: the settings of policy rules, read by the settings of a stack and by `policy/`.
import { z } from "zod";
import { isCalendarDate } from "./calendar-date";
import { text } from "./schemas";

const ruleId = text(/^[a-z0-9]+(-[a-z0-9]+)*$/, "the id of a rule such as eks-public-endpoint");

const exception = z.strictObject({
  reason: text(/\S/, "a reason").describe("Why the rule does not apply"),
  until: text(/^\d{4}-\d{2}-\d{2}$/, 'a quoted date such as "2027-03-31"')
    .refine(isCalendarDate, "expected a day that the calendar has")
    .describe("Last day of the exception, quoted: afterwards the rule applies again, and the expired exception is a finding"),
  resources: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Names of the resources that it covers, with * for any characters. Default: all"),
});

export const policySettings = z.strictObject({
  profile: z
    .enum(["development", "production"])
    .default("development")
    .describe("`production` makes serious findings mandatory (exit status 1 of the plan) and adds rules on availability"),
  exceptions: z.record(ruleId, exception).default({}).describe("Rule -> why it does not apply, and until when"),
});

/** Section `policies`, with defaults. */
export type PolicySettings = z.output<typeof policySettings>;
/** Name of a profile of policy rules. */
export type PolicyProfile = PolicySettings["profile"];
/** An entry of `policies.exceptions`. */
export type PolicyException = PolicySettings["exceptions"][string];
