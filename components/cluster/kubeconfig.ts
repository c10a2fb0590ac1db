/** How a kubeconfig logs in: as whoever runs `aws`, in a role or by a profile. */
export interface Login {
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

/** Kubeconfig that gets its tokens from `aws eks get-token`, as JSON (which is YAML too). */
export function kubeconfig({ clusterName, region, endpoint, certificateAuthority }: KubeconfigFacts, login: Login): string {
  const args = ["eks", "get-token", "--cluster-name", clusterName, "--region", region, "--output", "json", ...loginFlags(login)];
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: clusterName, cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } }],
    users: [{ name: clusterName, user: { exec: { apiVersion: "client.authentication.k8s.io/v1beta1", command: "aws", args } } }],
    contexts: [{ name: clusterName, context: { cluster: clusterName, user: clusterName } }],
    "current-context": clusterName,
  });
}

/** Shell command that writes the cluster into the user's own kubeconfig. */
export function updateKubeconfigCommand(clusterName: string, region: string, login: Login): string {
  const words = ["aws", "eks", "update-kubeconfig", "--name", clusterName, "--region", region, ...loginFlags(login)];
  return words.map(quote).join(" ");
}

/** As flags, because credentials in the environment would win over AWS_PROFILE. */
function loginFlags({ roleArn, profile }: Login): string[] {
  return [...(roleArn ? ["--role-arn", roleArn] : []), ...(profile ? ["--profile", profile] : [])];
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
