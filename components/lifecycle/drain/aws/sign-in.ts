// Signs the `aws` command in according to the stack's login: keys, a web identity or a profile, then a chain of roles.
import {
  type AssumeRole,
  type AssumeRoleWithWebIdentity,
  type AwsLogin,
  durationSeconds,
  fileVariables,
  keyVariables,
} from "../../../util/aws-login";

/** Credentials of a command. */
export interface SignIn {
  /** Environment variables that replace those of this process; `undefined` removes one. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags: readonly string[];
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** Runs `aws <words>` with credentials. */
// biome-ignore lint/suspicious/noExplicitAny: each operation answers in its own form
export type Run = (words: readonly string[], as: SignIn) => Promise<any>;

const defaultSessionName = "eks-blueprints-drain";

/** Whether AWS reports an expired session, even before its stated expiration. */
export function isExpired(error: unknown): boolean {
  return /Expired|security token included in the request is (expired|invalid)/.test((error as Error).message);
}

/** Signs in; calls STS if the login assumes roles. */
export async function signIn(login: AwsLogin, run: Run): Promise<SignIn> {
  const { assumeRoleWithWebIdentity: identity, assumeRoles = [], stsRegion } = login;
  const region = stsRegion ? ["--region", stsRegion] : [];
  let current = base(login);
  const assume = async (words: readonly string[]) => {
    current = assumed(await run(["sts", ...words, ...region], current), current);
  };
  if (identity)
    await assume([
      "assume-role-with-web-identity",
      ...sessionWords(identity),
      "--web-identity-token",
      `file://${identity.webIdentityTokenFile}`,
    ]);
  for (const role of assumeRoles) await assume(["assume-role", ...sessionWords(role), ...roleWords(role)]);
  return current;
}

/** Without roles. Keys take precedence over the profile, as in the AWS provider. */
function base(login: AwsLogin): SignIn {
  const { profile, assumeRoleWithWebIdentity } = login;
  const keys = keyVariables(login);
  const hasKeys = Object.keys(keys).length > 0;
  return {
    env: { ...fileVariables(login), ...(hasKeys && { ...instead, ...keys }) },
    flags: profile && !hasKeys && !assumeRoleWithWebIdentity ? ["--profile", profile] : [],
    expires: Number.POSITIVE_INFINITY,
  };
}

/** Variables that would take precedence over keys, or be combined with others. */
const instead = { AWS_PROFILE: undefined, AWS_DEFAULT_PROFILE: undefined, AWS_SECURITY_TOKEN: undefined };

// biome-ignore lint/suspicious/noExplicitAny: as STS answers
function assumed(answer: any, { env, expires }: SignIn): SignIn {
  const { AccessKeyId: accessKey, SecretAccessKey: secretKey, SessionToken: token, Expiration } = answer?.Credentials ?? {};
  if (!accessKey || !secretKey) throw new Error("STS returned no credentials");
  return {
    env: { ...env, ...instead, ...keyVariables({ accessKey, secretKey, token }) },
    flags: [],
    expires: Math.min(expires, Date.parse(Expiration)),
  };
}

function sessionWords({ roleArn, sessionName = defaultSessionName, duration, policy, policyArns }: AssumeRole | AssumeRoleWithWebIdentity) {
  const arns = policyArns?.map((arn) => ({ arn }));
  return [
    ...["--role-arn", roleArn],
    ...flag("--role-session-name", sessionName),
    ...flag("--duration-seconds", duration && String(durationSeconds(duration))),
    ...flag("--policy", policy),
    ...flag("--policy-arns", arns && JSON.stringify(arns)),
  ];
}

function roleWords({ externalId, sourceIdentity, tags, transitiveTagKeys }: AssumeRole) {
  const pairs = tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return [
    ...flag("--external-id", externalId),
    ...flag("--source-identity", sourceIdentity),
    ...flag("--tags", pairs && JSON.stringify(pairs)),
    ...flag("--transitive-tag-keys", transitiveTagKeys && JSON.stringify(transitiveTagKeys)),
  ];
}

function flag(name: string, value: string | undefined): string[] {
  if (!value) return [];
  return value.startsWith("-") ? [`${name}=${value}`] : [name, value]; // otherwise the command takes it for a flag
}
