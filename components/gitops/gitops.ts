import * as pulumi from "@pulumi/pulumi";
import { argocdObjects } from "./argocd-objects";
import { fluxObjects } from "./flux-objects";
import type { GitOpsArgs } from "./types";

/**
 * Connects Argo CD or Flux, whose add-on exists already (`dependsOn`), to its repository: the environment's workloads with full permissions,
 * each team's workloads with the team's permissions, and the values of the environment that both may use.
 */
export class GitOps extends pulumi.ComponentResource {
  constructor(name: string, args: GitOpsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:GitOps", name, {}, opts);
    const bootstrap = engines[args.settings.engine];
    bootstrap(name, args, { parent: this, provider: args.cluster.provider });
    this.registerOutputs({});
  }
}

const engines = { argocd: argocdObjects, flux: fluxObjects } as const;
