import { z } from "zod";

const texts = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** AWS rights that a stack gives to pods, as options of an add-on. */
export const iamPermissions = {
  policies: z
    .array(
      z
        .string()
        .regex(
          /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/[!-~]+$/,
          "the ARN of an IAM policy such as arn:aws:iam::111122223333:policy/Reader",
        ),
    )
    .default([])
    .describe("ARNs of managed policies"),
  statements: z
    .array(
      z.strictObject({
        Sid: z.string().optional().describe("Name of the statement"),
        Effect: z.enum(["Allow", "Deny"]).default("Allow").describe("Allow or Deny"),
        Action: texts.describe("Actions such as s3:GetObject"),
        Resource: texts.describe("ARNs of what they may be done to"),
        Condition: z.record(z.string(), z.record(z.string(), texts)).optional().describe("When they may be done"),
      }),
    )
    .default([])
    .describe("Statements of a policy of its own"),
};
