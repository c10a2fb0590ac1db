// Reads how a stack signs in to AWS: from the keys of Pulumi's AWS provider in its config, or as code says it.

import { z } from "zod";
import { type AwsLogin, durationSeconds } from "../../util/aws-login";
import { nearest } from "../../util/did-you-mean";
import { isRecord } from "../../util/is-record";
import { text } from "../../util/schemas";
import type { ValidationIssue } from "../../util/settings-error";
import { roleArn } from "../schema/arns";
import { Parser } from "./parser";

/** What was read of a login, and what is wrong with it. */
export interface ParsedLogin {
  /** Absent where it cannot be read. */
  readonly awsLogin?: AwsLogin;
  readonly issues: readonly ValidationIssue[];
  /** Whether code gives it, so that it describes the provider of that code too. */
  readonly inCode?: boolean;
  /** Whether something of it is encrypted in the stack file. */
  readonly secret?: boolean;
}

/** What the offline plan has for an encrypted value. */
const placeholder = "[secret]";

const duration = text(/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/, "a duration such as 1h30m").refine((value) => {
  const seconds = durationSeconds(value) ?? 900;
  return seconds >= 900 && seconds <= 43_200;
}, "expected a duration from 15m to 12h");

const absolute = text(/^(\/|~\/|[A-Za-z]:[\\/]|\\\\)/, "an absolute path, because kubectl and Pulumi run in different directories");
const oneFile = z
  .array(absolute)
  .refine((files) => files.length < 2, "the AWS CLI reads only one file; merge them")
  .optional();

const session = {
  roleArn: z.union([roleArn, z.literal(placeholder)]),
  sessionName: text(/^[\w+=,.@-]{2,64}$/, "2 to 64 letters, digits and + = , . @ _ -").optional(),
  duration: duration.optional(),
  policy: z.string().min(1).optional(),
  policyArns: z.array(z.string().min(1)).optional(),
};

const loginSchema = z.strictObject({
  profile: text(/./, "the name of an AWS profile").optional(),
  assumeRoles: z
    .array(
      z.strictObject({
        ...session,
        externalId: z.string().min(2).optional(),
        sourceIdentity: z.string().min(2).optional(),
        tags: z.record(z.string(), z.string()).optional(),
        transitiveTagKeys: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  assumeRoleWithWebIdentity: z
    .strictObject({
      ...session,
      webIdentityTokenFile: absolute,
      webIdentityToken: z
        .unknown()
        .refine(
          (token) => token === undefined,
          "a token expires within hours, before a later destroy; write it to a file, and set webIdentityTokenFile",
        )
        .optional(),
    })
    .optional(),
  sharedConfigFiles: oneFile,
  sharedCredentialsFiles: oneFile,
  accessKey: z.string().min(1).optional(),
  secretKey: z.string().min(1).optional(),
  token: z.string().min(1).optional(),
  stsRegion: z.string().min(1).optional(),
});

const loginKeys = Object.keys(loginSchema.shape);

/** Keys whose values are maps or lists. */
export const structuredLoginKeys: ReadonlySet<string> = new Set(
  ["assumeRoles", "assumeRole", "assumeRoleWithWebIdentity", "sharedConfigFiles", "sharedCredentialsFiles"].map((key) => `aws:${key}`),
);

/** The login that code gives. */
export function readLogin(given: AwsLogin): ParsedLogin {
  return { ...read(given, "awsLogin."), inCode: true };
}

/** The login of a stack's config, by its keys `aws:*`. */
export function readStackLogin(values: Readonly<Record<string, unknown>>, secrets: ReadonlySet<string> = new Set()): ParsedLogin {
  const given = Object.fromEntries(
    loginKeys.flatMap((key) => {
      const value = values[`aws:${key}`];
      const unknown = value === placeholder && structuredLoginKeys.has(`aws:${key}`) && secrets.has(`aws:${key}`);
      return value === undefined || value === null || value === "" || unknown ? [] : [[key, value]];
    }),
  );
  const secret = [...secrets].some((key) => loginKeys.includes(key.slice("aws:".length)) && key.startsWith("aws:"));
  const { issues, awsLogin } = read(given, "aws:");
  return { awsLogin, issues: [...retired(values), ...misspelt(values), ...issues], ...(secret && { secret }) };
}

/** What of the login's values messages must not show. */
export function secretOfLogin(key: string, value: unknown): unknown {
  if (key === "aws:assumeRoles") return Array.isArray(value) ? value.map(secretOfRole) : value;
  if (key === "aws:assumeRole" || key === "aws:assumeRoleWithWebIdentity") return secretOfRole(value);
  return value;
}

function secretOfRole(role: unknown): unknown {
  return isRecord(role) ? [role.externalId, role.policy, role.webIdentityToken] : role;
}

function read(given: object, prefix: string): ParsedLogin {
  const parser = new Parser();
  const login = parser.object(loginSchema, given, []) as AwsLogin;
  const found = parser.issues.length > 0 ? parser.issues : conflicts(login);
  if (found.length === 0) return { awsLogin: login, issues: [] };
  return { issues: found.map(({ path, message }) => ({ path: prefix + path, message })) };
}

/** What no value has wrong by itself. */
function conflicts({ accessKey, secretKey, token, assumeRoles = [], assumeRoleWithWebIdentity }: AwsLogin): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  if (accessKey && !secretKey) issues.push({ path: "secretKey", message: "missing; required with accessKey: set both or neither" });
  if (secretKey && !accessKey) issues.push({ path: "accessKey", message: "missing; required with secretKey: set both or neither" });
  if (token && !accessKey && !secretKey)
    issues.push({ path: "token", message: "requires accessKey and secretKey; set them, or remove it" });
  for (const [position, { duration }] of assumeRoles.entries())
    if ((position > 0 || assumeRoleWithWebIdentity) && duration && durationSeconds(duration)! > 3600)
      issues.push({
        path: `assumeRoles[${position}].duration`,
        message: `expected at most 1h, found ${duration}: AWS limits sessions with role chaining to one hour`,
      });
  return issues;
}

/** The key that the AWS provider read before version 7, with the form that it reads now. */
function retired(values: Readonly<Record<string, unknown>>): ValidationIssue[] {
  const keys = Object.keys(values).filter((key) => /^aws:assumeRole(\.|$)/.test(key));
  if (keys.length === 0) return [];
  const whole = values["aws:assumeRole"];
  const flat = keys.flatMap((key) => (key === "aws:assumeRole" ? [] : [[key.slice("aws:assumeRole.".length), values[key]] as const]));
  const role = { ...(Array.isArray(whole) ? whole[0] : isRecord(whole) ? whole : undefined), ...Object.fromEntries(flat) };
  const known = Object.keys(role).length > 0 ? role : { roleArn: "arn:aws:iam::111122223333:role/deployer" };
  const lines = Object.entries(known).map(([key, value], index) => `${index === 0 ? "    - " : "      "}${key}: ${yamlFlow(value)}`);
  const instead =
    values["aws:assumeRoles"] === undefined
      ? `write instead:\n  aws:assumeRoles:\n${lines.join("\n")}`
      : "remove it; aws:assumeRoles is set";
  return keys.slice(0, 1).map((path) => ({
    path,
    message: `the AWS provider ignores this key since version 7, and would use the credentials of the environment; ${instead}`,
  }));
}

/** A value on one line of YAML. */
function yamlFlow(value: unknown): string {
  return typeof value === "string" && /^[A-Za-z/][\w:./+=@,-]*$/.test(value) && !/^(true|false|yes|no|on|off|null)$/i.test(value)
    ? value
    : JSON.stringify(value);
}

/** Misspelled keys, which are never read. */
function misspelt(values: Readonly<Record<string, unknown>>): ValidationIssue[] {
  return Object.keys(values).flatMap((path) => {
    const [space, name = ""] = path.split(":");
    if (space !== "aws" || providerKeys.includes(name) || loginKeys.includes(name) || /^assumeRole(\.|$)/.test(name)) return [];
    const near = nearest(name, values["aws:region"] === undefined ? [...loginKeys, "region"] : loginKeys);
    return near ? [{ path, message: `this key is never read; did you mean aws:${near}?` }] : [];
  });
}

/** Further keys of Pulumi's AWS provider 7.48, config/vars.d.ts. */
const providerKeys = [
  ...["allowedAccountIds", "customCaBundle", "defaultTags", "ec2MetadataServiceEndpoint", "ec2MetadataServiceEndpointMode", "endpoints"],
  ...["forbiddenAccountIds", "httpProxy", "httpsProxy", "ignoreTags", "insecure", "maxRetries", "noProxy", "region", "retryMode"],
  ...["s3UsEast1RegionalEndpoint", "s3UsePathStyle", "skipCredentialsValidation", "skipMetadataApiCheck", "skipRegionValidation"],
  ...[
    "skipRequestingAccountId",
    "tagPolicyCompliance",
    "tokenBucketRateLimiterCapacity",
    "useDualstackEndpoint",
    "useFipsEndpoint",
    "userAgents",
  ],
];
