import * as pulumi from "@pulumi/pulumi";
import { argocdObjects } from "./argocd-objects";
import { fluxObjects } from "./flux-objects";
import type { GitOpsArgs } from "./types";

/**
 * Gives Argo CD or Flux, whose add-on is there already (`dependsOn`), its repository: what the environment runs from it with full permissions,
 * what each team runs with the team's own, and the values of the environment that both may use.
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
