import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type AwsLogin, fileVariables, keyVariables } from "../util/aws-login";
import { outputAfter } from "../util/output-after";
import { type KubeconfigFacts, type KubeconfigLogin, kubeconfig } from "./kubeconfig";

export interface ConnectionArgs {
  readonly facts: pulumi.Output<KubeconfigFacts>;
  readonly login: KubeconfigLogin;
  /** How the stack signs in. Default: with the credentials of the environment. */
  readonly awsLogin?: AwsLogin;
  /** Resources that must exist before users can log in. */
  readonly after: readonly pulumi.CustomResource[];
}

/** How resources in a cluster connect to it. */
export interface Connection {
  readonly kubeconfig: pulumi.Output<string>;
  readonly provider: k8s.Provider;
}

export function connect(
  name: string,
  { facts, login, awsLogin = {}, after }: ConnectionArgs,
  opts: pulumi.CustomResourceOptions,
): Connection {
  const files = fileVariables(awsLogin);
  const text = pulumi.secret(facts.apply((known) => kubeconfig(known, login, files)));
  // The stack's access keys are only for Pulumi: users of the kubeconfig sign in with their own credentials.
  const ofProvider = pulumi.secret(facts.apply((known) => kubeconfig(known, login, { ...files, ...keyVariables(awsLogin) })));
  const provider = new k8s.Provider(
    `${name}-kubernetes`,
    {
      kubeconfig: ofProvider,
      // Fixed for the life of a control plane: another kubeconfig updates the provider, only another control plane replaces it.
      clusterIdentifier: facts.endpoint,
      enableServerSideApply: true,
    },
    { ...opts, dependsOn: [...after] },
  );
  return { kubeconfig: outputAfter(text, after), provider };
}
