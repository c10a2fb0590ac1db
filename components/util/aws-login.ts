// How a stack signs in to AWS. Spelled as the AWS provider's own arguments, so that one object serves both.

/** A role to assume. */
export interface AssumeRole {
  /** ARN of the role, such as `arn:aws:iam::111122223333:role/deployer`. */
  roleArn: string;
  /** External id that the role's trust policy requires. Default: none. */
  externalId?: string;
  /** Name of the session, as shown in CloudTrail. Default: chosen by the tool that signs in. */
  sessionName?: string;
  /** Duration of a session, 15m to 12h, such as `1h30m`. Default: one hour. */
  duration?: string;
  /** JSON of a session policy. */
  policy?: string;
  /** ARNs of managed session policies. */
  policyArns?: string[];
  /** Source identity of the session. */
  sourceIdentity?: string;
  /** Session tags. */
  tags?: Record<string, string>;
  /** Keys of the transitive tags. */
  transitiveTagKeys?: string[];
}

/** A role to assume with the token of an OpenID Connect provider, such as a CI system. */
export interface AssumeRoleWithWebIdentity {
  /** ARN of the role. */
  roleArn: string;
  /** Absolute path of the token file when the stack is deployed or destroyed. */
  webIdentityTokenFile: string;
  /** Name of the session. */
  sessionName?: string;
  /** Duration of the session, such as `1h`. */
  duration?: string;
  /** Session policy, as JSON. */
  policy?: string;
  /** ARNs of managed session policies. */
  policyArns?: string[];
}

/**
 * How a stack signs in to AWS: the base (a web identity, keys, a profile, or the credentials of the environment), then roles assumed one after
 * the other. `{}` means the credentials of the environment. Source: Pulumi's AWS provider 7.48, aws-sdk-go-base (2026-11).
 *
 * @example
 * const awsLogin: AwsLogin = { assumeRoles: [{ roleArn: "arn:aws:iam::111122223333:role/deployer", externalId: "shop" }] };
 * const provider = new aws.Provider("us", { region: "us-east-2", ...awsLogin });
 */
export interface AwsLogin {
  /** Profile of the AWS config file. */
  profile?: string;
  /** Roles assumed one after the other; the last one is used. */
  assumeRoles?: AssumeRole[];
  /** Replaces profile and keys. */
  assumeRoleWithWebIdentity?: AssumeRoleWithWebIdentity;
  /** Absolute path of the AWS config file, one. Default: `~/.aws/config`. */
  sharedConfigFiles?: string[];
  /** Absolute path of the AWS credentials file, one. Default: `~/.aws/credentials`. */
  sharedCredentialsFiles?: string[];
  /** Access key; with `secretKey` it replaces the profile. */
  accessKey?: string;
  /** Secret access key; secret in the state. */
  secretKey?: string;
  /** Session token of temporary keys. */
  token?: string;
  /** Region of the STS endpoint. Default: the stack's region. */
  stsRegion?: string;
}

/** The last assumed role, if the login assumes one. */
export function lastRole({ assumeRoles = [], assumeRoleWithWebIdentity }: AwsLogin): string | undefined {
  return assumeRoles.at(-1)?.roleArn ?? assumeRoleWithWebIdentity?.roleArn;
}

const unitSeconds: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** Seconds of a duration in Go's format, such as `1h30m`; undefined if it is invalid. */
export function durationSeconds(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  return Math.floor(parts.reduce((sum, [, count, unit]) => sum + Number(count) * unitSeconds[unit!]!, 0));
}

/** Environment variables that point the AWS CLI to the login's files. */
export function fileVariables({ sharedConfigFiles, sharedCredentialsFiles }: AwsLogin): Record<string, string> {
  return {
    ...(sharedConfigFiles?.[0] && { AWS_CONFIG_FILE: sharedConfigFiles[0] }),
    ...(sharedCredentialsFiles?.[0] && { AWS_SHARED_CREDENTIALS_FILE: sharedCredentialsFiles[0] }),
  };
}

/** Environment variables with the login's keys; none without keys. An empty token overrides that of the environment. */
export function keyVariables({ accessKey, secretKey, token = "" }: AwsLogin): Record<string, string> {
  return accessKey && secretKey ? { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey, AWS_SESSION_TOKEN: token } : {};
}
