import { z } from "zod";
import { dnsLabelPattern, kmsKeyArn, text } from "../../util/schemas";

const secretKey = text(/^[-._a-zA-Z0-9]{1,253}$/, "a key of a Secret: letters, digits, -, _ and .");

/** Types of Secrets with keys of their own. Source: Kubernetes documentation, Secrets (1.35). */
export const secretTypes = [
  "kubernetes.io/dockerconfigjson",
  "kubernetes.io/tls",
  "kubernetes.io/basic-auth",
  "kubernetes.io/ssh-auth",
] as const;

const teamSecret = z.strictObject({
  secretsManager: text(
    /^(arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:([A-Za-z0-9/_+=.@-]|\{team\}){1,519}|([A-Za-z0-9/_+=.@-]|\{team\}){1,512})$/,
    "the name or ARN of a secret in Secrets Manager such as shop/db",
  )
    .optional()
    .describe(
      "Name or ARN of a secret in Secrets Manager; either this or `parameter`. `{team}` stands for the name of the team or tenant: `shop/{team}/db`",
    ),
  parameter: text(
    /^(arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/([A-Za-z0-9/_.-]|\{team\}){1,1011}|([A-Za-z0-9/_.-]|\{team\}){1,1011})$/,
    "the name or ARN of a parameter in Parameter Store such as /shop/db",
  )
    .optional()
    .describe("Name or ARN of a parameter in Parameter Store, with `{team}` in the same way"),
  properties: z
    .record(secretKey, z.string().min(1))
    .optional()
    .describe(
      "Key -> property of the JSON in the secret or parameter. Default: all properties of a secret in Secrets Manager, each under its name",
    ),
  key: secretKey.optional().describe("Key for the whole value, without looking into it. Default: `value` for parameters"),
  kmsKeyArn: kmsKeyArn
    .optional()
    .describe("ARN of the customer managed KMS key that encrypts it. Default: an AWS managed key, which needs no permission"),
  type: z
    .enum(secretTypes)
    .optional()
    .describe(
      "Type of the Secret, such as kubernetes.io/dockerconfigjson for `imagePullSecrets`, which has the whole value under its key. Default: Opaque",
    ),
  refreshInterval: text(/^[1-9]\d*(s|m|h)$/, "a duration such as 30m or 1h")
    .default("1h")
    .describe("How often add-on `external-secrets` reads it again, so that a rotated value arrives"),
});

/** Secrets of a team, by the name of the Secret or SecretProviderClass. */
export const teamSecrets = z.record(text(dnsLabelPattern, "the name of a Secret: up to 63 lowercase letters, digits and -"), teamSecret);
