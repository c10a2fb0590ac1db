// Kubeconfigs as pulumi-eks writes them, key by key: their text is an input of the Kubernetes provider.
import { parseArn } from "../../../components/util/arn";
import { derive, type Input, type TrackedValue } from "../expansion/tracked-value";

interface KubeconfigArgs {
  readonly name: Input;
  readonly endpoint: Input;
  readonly arn: Input;
  readonly certificateAuthority: Input;
  /** `roleArn` and `profileName`, if set. */
  readonly login: Input;
}

interface Known extends Readonly<Record<Exclude<keyof KubeconfigArgs, "login">, string>> {
  readonly login: { readonly roleArn?: string; readonly profileName?: string };
}

/** Kubeconfig with tokens from the AWS CLI. */
export function kubeconfig(args: KubeconfigArgs): TrackedValue {
  return derive({ ...args }, (known: Known) => {
    const role = known.login.roleArn ? ["--role", known.login.roleArn] : [];
    const profile = known.login.profileName ? ["--profile", known.login.profileName] : [];
    const command = [
      "--region",
      parseArn(known.arn)!.region,
      "eks",
      "get-token",
      "--cluster-name",
      known.name,
      "--output",
      "json",
      ...role,
      ...profile,
    ];
    return document(known.endpoint, known.certificateAuthority, command);
  });
}

function document(server: string, certificateAuthority: string, args: readonly string[]) {
  const apiVersion = "client.authentication.k8s.io/v1beta1";
  const env = [{ name: "KUBERNETES_EXEC_INFO", value: `{"apiVersion": "${apiVersion}"}` }];
  return {
    apiVersion: "v1",
    clusters: [{ cluster: { server, "certificate-authority-data": certificateAuthority }, name: "kubernetes" }],
    contexts: [{ context: { cluster: "kubernetes", user: "aws" }, name: "aws" }],
    "current-context": "aws",
    kind: "Config",
    users: [{ name: "aws", user: { exec: { apiVersion, command: "aws", args, env } } }],
  };
}

/** A kubeconfig as text. */
export function asText(config: TrackedValue): TrackedValue {
  return derive(config, (known: object) => JSON.stringify(known));
}
