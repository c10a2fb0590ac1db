import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { readyWith } from "../shared/ready";
import { type KubeconfigFacts, kubeconfig, type Login } from "./kubeconfig";

export interface ConnectionArgs {
  readonly facts: pulumi.Output<KubeconfigFacts>;
  readonly login: Login;
  /** What must be there before anyone can log in. */
  readonly after: readonly pulumi.CustomResource[];
}

/** How everything in a cluster reaches it. */
export interface Connection {
  readonly kubeconfig: pulumi.Output<string>;
  readonly provider: k8s.Provider;
}

export function connect(name: string, { facts, login, after }: ConnectionArgs, opts: pulumi.CustomResourceOptions): Connection {
  const text = pulumi.secret(facts.apply((known) => kubeconfig(known, login)));
  const provider = new k8s.Provider(
    `${name}-kubernetes`,
    {
      kubeconfig: text,
      // Of one control plane for its life: another text updates the provider, only another control plane replaces it.
      clusterIdentifier: facts.endpoint,
      enableServerSideApply: true,
    },
    { ...opts, dependsOn: [...after] },
  );
  return { kubeconfig: readyWith(text, after), provider };
}
