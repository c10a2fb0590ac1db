import { type AwsLogin, fileVariables } from "../util/aws-login";

/** How a kubeconfig signs in: with the credentials of the caller, with a role or with a profile. */
export interface KubeconfigLogin {
  /** Role that `aws` assumes first. */
  readonly roleArn?: string;
  /** Profile of the AWS CLI. */
  readonly profile?: string;
}

export interface KubeconfigFacts {
  readonly clusterName: string;
  readonly region: string;
  readonly endpoint: string;
  /** Base64. */
  readonly certificateAuthority: string;
}

/**
 * Kubeconfig that gets its tokens from `aws eks get-token`, as JSON (a subset of YAML).
 * @param env environment variables for `aws`, in addition to those of the caller
 */
export function kubeconfig(
  { clusterName, region, endpoint, certificateAuthority }: KubeconfigFacts,
  login: KubeconfigLogin,
  env: Readonly<Record<string, string>> = {},
): string {
  const args = ["eks", "get-token", "--cluster-name", clusterName, "--region", region, "--output", "json", ...loginFlags(login)];
  const variables = Object.entries(env).map(([name, value]) => ({ name, value }));
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args,
    ...(variables.length > 0 && { env: variables }),
  };
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: clusterName, cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } }],
    users: [{ name: clusterName, user: { exec } }],
    contexts: [{ name: clusterName, context: { cluster: clusterName, user: clusterName } }],
    "current-context": clusterName,
  });
}

/** Shell command that writes the cluster into the user's own kubeconfig. */
export function updateKubeconfigCommand(clusterName: string, region: string, login: KubeconfigLogin, awsLogin: AwsLogin = {}): string {
  const variables = Object.entries(fileVariables(awsLogin)).map(([name, value]) => `${name}=${value}`);
  // `env`, because a shell does not interpret an assignment from `$(pulumi stack output updateKubeconfigCommand)`
  const words = [...(variables.length > 0 ? ["env", ...variables] : []), "aws", "eks", "update-kubeconfig", "--name", clusterName];
  return [...words, "--region", region, ...loginFlags(login)].map(quote).join(" ");
}

/** As flags, because credentials in the environment would take precedence over AWS_PROFILE. */
function loginFlags({ roleArn, profile }: KubeconfigLogin): string[] {
  return [...(roleArn ? ["--role-arn", roleArn] : []), ...(profile ? ["--profile", profile] : [])];
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
