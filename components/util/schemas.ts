// Schemas that settings and the options of add-ons share.
import { z } from "zod";
import { type PlainStatement, type StatementIssue, sidIssues, statementChecks } from "./iam-statements";

/** A string that a pattern describes; the phrase says in errors what was expected. Further checks run on strings that match it. */
export function text(pattern: RegExp, phrase: string): z.ZodString {
  return z.string().regex(pattern, { error: phrase, abort: true });
}

/** A name that is one label of DNS (RFC 1123), as those of namespaces and Services; service accounts get one too, to be safe within others' names. */
export const dnsLabelPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export const namespaceName = text(dnsLabelPattern, "a Kubernetes namespace: up to 63 lowercase letters, digits and -");

/** Namespaces of an access policy. Source: EKS user guide, "Associate access policies with access entries" (2026). */
export const namespacePattern = text(
  /^[a-z0-9*]([a-z0-9*-]{0,61}[a-z0-9*])?$/,
  "a Kubernetes namespace: up to 63 lowercase letters, digits and -, with * as wildcard",
);

/** Days that CloudWatch Logs accepts as retention; 0 means never expire. */
export const retentionDays = z.literal([
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

export const policyArn = text(
  /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/[!-~]+$/,
  "the ARN of an IAM policy such as arn:aws:iam::111122223333:policy/Reader",
);

export const kmsKeyArn = text(
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[0-9A-Za-z-]+$/,
  "the ARN of a KMS key, not of an alias, such as arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
);

const oneOrMore = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

const statement = z.strictObject({
  Sid: text(/^[A-Za-z0-9]+$/, "letters and digits")
    .optional()
    .describe("Name of the statement"),
  Effect: z.enum(["Allow", "Deny"]).default("Allow").describe("Whether the statement allows or denies"),
  Action: oneOrMore.describe("Actions, such as s3:GetObject"),
  Resource: oneOrMore.describe("ARNs, or *"),
  Condition: z
    .record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))
    .optional()
    .describe("Operator -> key -> values"),
});

function checked<T extends z.ZodType>(schema: T, check: (value: z.output<T>) => Iterable<StatementIssue>): T {
  return schema.superRefine((value, context) => {
    for (const { path, message } of check(value)) context.addIssue({ code: "custom", path: [...path], message });
  });
}

/** A list of statements. */
function listOf<T extends z.ZodType<PlainStatement>>(item: T): z.ZodArray<T> {
  return checked(z.array(statementChecks.reduce<T>(checked, item)), sidIssues);
}

/** AWS permissions that a stack gives to pods: managed policies, and statements of an inline policy. */
export const iamPermissions = {
  policies: z.array(policyArn).default([]).describe("ARNs of managed policies"),
  statements: listOf(statement).default([]).describe("Statements of an inline policy, in the format of IAM"),
};

/** Statements of a policy of a resource, which also say whom they concern. */
export const resourceStatements = listOf(
  statement.extend({
    Principal: z
      .union([z.literal("*"), z.record(z.string(), oneOrMore)])
      .default("*")
      .describe('Whom it concerns: *, or { AWS: "arn:..." }'),
  }),
).min(1);

const roleArn = text(/^arn:aws[a-z-]*:iam::\d{12}:role\/[!-~]+$/, "the ARN of an IAM role such as arn:aws:iam::444455556666:role/Reports");

/** AWS permissions of a service account whose role may hand over to another one. */
export const workloadPermissions = {
  ...iamPermissions,
  targetRoleArn: roleArn
    .optional()
    .describe(
      "ARN of a role, often of another account, whose permissions the pods get: their own role assumes it, and needs no others. It must trust their role. Pod Identity alone",
    ),
};

/** AWS permissions of a service account that is no add-on's. */
export const serviceAccountPermissions = {
  ...workloadPermissions,
  roleArn: roleArn
    .optional()
    .describe("ARN of an existing role of the account, whose trust policy admits the service account. Default: a new role"),
};

export type IamPermissions = z.output<z.ZodObject<typeof iamPermissions>>;
