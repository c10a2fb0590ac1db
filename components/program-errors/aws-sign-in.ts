// Which errors of the AWS provider mean that there are no credentials, or that they are no longer valid.
// Spellings: pulumi-aws `validateCredentials`, aws-sdk-go-base, aws-sdk-go-v2 and AWS CLI 2 sources, and error codes of AWS services (read 2026-11-30).

type State = "missing" | "expired" | "invalid";

/** The first that fits decides; a message may quote several. */
const spellings: readonly (readonly [State, RegExp])[] = [
  ["expired", /\bExpiredToken(?:Exception)?\b|\bRequestExpired\b|\bExpiredTokenIdentityException\b/],
  ["expired", /security token included in the request is expired|(?:provided )?token has expired|Token expired: current date\/time/i],
  ["expired", /SSO session[^.\n]{0,40} has expired|SSOProviderInvalidToken|InvalidGrantException|session has expired\. Please reauth/i],
  ["expired", /(?:refresh|read) cached SSO token|cached SSO token (?:is )?(?:expired|must)|SSO token[^.\n]{0,40} (?:has )?expired/i],
  ["expired", /Session token not found or invalid/i],
  ["invalid", /\bInvalidClientTokenId\b|\bUnrecognizedClientException\b|\bSignatureDoesNotMatch\b|\bInvalidSignatureException\b/],
  ["invalid", /\bInvalidAccessKeyId\b|\bAuthFailure\b|\bInvalidIdentityToken(?:Exception)?\b|\bIncompleteSignature(?:Exception)?\b/],
  ["invalid", /security token included in the request is invalid|Invalid credentials configured/i],
  ["missing", /no valid credential sources|NoCredentialProviders|no EC2 IMDS role found|unable to locate credentials/i],
  ["missing", /static credentials are empty|\bEmptyStaticCreds\b|failed to get shared config profile|could not load credentials/i],
  ["missing", /\bMissingAuthenticationToken(?:Exception)?\b|Missing Authentication Token|unable to discover AWS AccessKeyID/i],
  ["missing", /failed to retrieve jwt from provide source|error in credential_process|failed to refresh cached credentials/i],
  ["invalid", /unable to validate (?:AWS )?credentials|validating provider credentials/i],
];

/** Nothing that signing in again would help with. */
const notCredentials = /no such host|connection refused|i\/o timeout|proxyconnect|x509:|missing region|\bAccessDenied(?:Exception)?\b/i;

const states: Readonly<Record<State, string>> = {
  missing: "AWS credentials are missing",
  expired: "AWS credentials have expired",
  invalid: "AWS credentials are not valid",
};

/**
 * One line that says to sign in.
 * @param message of an error
 * @param profile AWS profile in use
 * @returns nothing for any other error
 */
export function signInHint(message: string, profile?: string): string | undefined {
  for (const [state, spelling] of spellings) {
    const [found] = spelling.exec(message) ?? [];
    if (found === undefined) continue;
    if (notCredentials.test(message) && !isCertain(state, found)) return undefined;
    const option = profile ? ` --profile ${/^[\w.@-]+$/.test(profile) ? profile : JSON.stringify(profile)}` : "";
    return `${states[state]} (${found}): sign in, for example with \`aws sso login${option}\` or \`aws login${option}\`, then run this command again`;
  }
  return undefined;
}

/** AWS itself has refused the credentials, whatever else went wrong; the others also stand around network errors. */
function isCertain(state: State, found: string): boolean {
  return state !== "missing" && !/validat|read cached|refresh cached/i.test(found);
}
