import { z } from "zod";
import { iamPermissions, text } from "../../util/schemas";
import { roleArn } from "./arns";
import { ec2Id, entryName } from "./scalars";

const selector = z.strictObject({
  namespace: text(/^[a-z0-9*?]([a-z0-9*?-]{0,61}[a-z0-9*?])?$/, "a namespace; * and ? are wildcards").describe(
    "Namespace of the pods; * and ? are wildcards",
  ),
  labels: z.record(z.string(), z.string()).default({}).describe("Labels of the pods"),
});

export const fargateProfile = z.strictObject({
  selectors: z.array(selector).min(1).describe("Selectors of the pods that run on Fargate: a namespace, and optionally labels"),
  logging: z
    .boolean()
    .optional()
    .describe("Let the pods of the profile write logs to CloudWatch, by the add-on `fargate-logging`. Default: true if the add-on is on"),
  zones: z.array(z.string()).min(1).optional().describe("Zones of the pods. Default: all zones of the network"),
  subnetIds: z
    .array(ec2Id("subnet"))
    .min(1)
    .optional()
    .describe("Private subnets of the pods, instead of zones. Default: the private subnets"),
  roleArn: roleArn.optional().describe("Existing pod execution role, with everything that Fargate needs. Default: a new role"),
  policies: iamPermissions.policies
    .unwrap()
    .optional()
    .describe(
      "ARNs of additional managed policies of the pod execution role, with which Fargate pulls images and ships logs. Default: none",
    ),
  statements: iamPermissions.statements
    .unwrap()
    .optional()
    .describe("Further statements of an inline policy of that role, in the format of IAM. Default: none"),
  tags: z
    .record(z.string(), z.string())
    .optional()
    .describe("Tags of the profile and its role in addition to those of the stack, which they override. Default: none"),
});

/** Section `fargate`: name -> profile. */
export const fargate = z.record(entryName, fargateProfile);
