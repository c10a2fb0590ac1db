import { z } from "zod";
import { arn } from "./scalars";

/** Section `iam`: what every role that is made carries. */
export const iam = z.strictObject({
  permissionsBoundary: arn.optional().describe("ARN of the permissions boundary of every role"),
  path: z
    .string()
    .regex(/^\/([!-~]+\/)?$/, "begins and ends with a slash, such as /eks/")
    .optional()
    .describe("Path of every role and policy"),
});
