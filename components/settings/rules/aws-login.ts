import type { AwsLogin } from "../../util/aws-login";
import { issue, type Rule, rule } from "./rule";

/**
 * Why the flags of `aws eks get-token` cannot sign in like the stack; undefined if they can. Source: AWS CLI 2 reference, `eks get-token`
 * (2026-11).
 */
export function beyondFlags({ assumeRoles = [], assumeRoleWithWebIdentity }: AwsLogin): string | undefined {
  if (assumeRoleWithWebIdentity) return "does not support a web identity";
  if (assumeRoles.length > 1) return `cannot follow a chain of roles (${assumeRoles.map(({ roleArn }) => roleArn).join(", ")})`;
  return assumeRoles[0]?.externalId ? `cannot pass the external id of ${assumeRoles[0].roleArn}` : undefined;
}

/**
 * Profiles of the AWS config file that sign in as a stack does; the last one has the given name. To be copied as they are: the file's parser
 * takes an indented line for more of the value before it, and knows no comment behind a value (botocore configloader.py, 2026-11).
 */
export function profileText(name: string, login: AwsLogin): string {
  const { assumeRoles = [], assumeRoleWithWebIdentity: identity } = login;
  const roles = [...(identity ? [identity] : []), ...assumeRoles];
  return roles
    .map((role, index) => {
      const own = (position: number) => (position === roles.length - 1 ? name : `${name}-${position + 1}`);
      const source =
        "webIdentityTokenFile" in role
          ? `web_identity_token_file = ${role.webIdentityTokenFile}`
          : index > 0
            ? `source_profile = ${own(index - 1)}`
            : sourceOf(login);
      const lines = [
        `[profile ${own(index)}]`,
        `role_arn = ${role.roleArn}`,
        source,
        ...("externalId" in role && role.externalId ? [`external_id = ${role.externalId}`] : []),
        ...(role.sessionName ? [`role_session_name = ${role.sessionName}`] : []),
      ];
      return lines.join("\n");
    })
    .join("\n");
}

/** Credentials that assume the first role. */
function sourceOf({ profile, accessKey }: AwsLogin): string {
  if (accessKey) return "credential_source = Environment";
  return profile
    ? `source_profile = ${profile}`
    : "# or credential_source = Environment, where keys are in variables\nsource_profile = default";
}

/** Tokens for kubectl and the drain come from `aws eks get-token`, which accepts only flags. */
const kubeconfigMatchesLogin = rule(
  ["cluster.kubeconfig", "cluster.name", "awsLogin"],
  function* ({ cluster: { kubeconfig, name }, awsLogin = {} }) {
    const reason = beyondFlags(awsLogin);
    const { profile, roleArn } = kubeconfig;
    const shown = awsLogin.profile === name ? `${name}-cluster` : name; // a profile is no source of its own
    if (reason === undefined || profile !== undefined) return;
    const apart = roleArn !== undefined && !awsLogin.assumeRoleWithWebIdentity;
    if (apart && !awsLogin.assumeRoles?.some((role) => role.roleArn === roleArn && role.externalId)) return;
    yield issue(
      ["cluster", "kubeconfig", "profile"],
      `missing; \`aws eks get-token\` ${reason}. Set a profile, \`pulumi config set --path 'eks-blueprints:cluster.kubeconfig.profile' ${shown}\`, ` +
        `and put it into the AWS config file (~/.aws/config) of each user of Pulumi or kubectl:\n${profileText(shown, awsLogin)}`,
    );
  },
);

export const awsLoginRules: readonly Rule[] = [kubeconfigMatchesLogin];
