import { z } from "zod";
import { policyArn, text } from "../../util/schemas";

/** Section `iam`: what every created role has. */
export const iam = z.strictObject({
  permissionsBoundary: policyArn.optional().describe("ARN of the permissions boundary of every role. Default: none"),
  path: text(/^\/([!-~]{1,510}\/)?$/, "a path that begins and ends with a slash, such as /eks/")
    .optional()
    .describe("Path of every role and policy. Default: none"),
});
