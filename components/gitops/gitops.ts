import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { GitopsSettings } from "../settings/types";
import { argocdObjects } from "./argocd-objects";
import type { Bridge } from "./bridge";
import { fluxObjects } from "./flux-objects";

/** What GitOps knows of an application team. */
export interface GitopsTeam {
  /** At least one. */
  readonly namespaces: readonly string[];
  /** What must be there before its workloads arrive, its namespaces above all. */
  readonly ready: readonly pulumi.Resource[];
}

export interface GitOpsArgs {
  readonly cluster: Pick<ClusterHandle, "provider">;
  readonly settings: GitopsSettings;
  /** Application teams by name. */
  readonly teams: Readonly<Record<string, GitopsTeam>>;
  /** What the repository's applications are told of the environment. */
  readonly bridge: Bridge;
}

/**
 * Gives Argo CD or Flux, whose add-on is there already (`dependsOn`), its repository: what the environment runs from it with all rights,
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
