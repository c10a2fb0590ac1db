import * as pulumi from "@pulumi/pulumi";

export interface DestroyGuardArgs {
  /** Whether `pulumi destroy` is refused. */
  readonly protect: boolean;
  /** Everything that must outlive the refusal; a component stands for all that it holds. */
  readonly everything: readonly pulumi.Resource[];
}

/**
 * Makes `pulumi destroy` fail before its first delete while a cluster is under deletion protection. EKS itself refuses only the last call, when
 * nodes and add-ons are gone; this depends on everything, so it would go first, and Pulumi refuses to delete it.
 * It stays in the stack unprotected otherwise: what is protected cannot leave a program, only lose its protection.
 */
export function destroyGuard(name: string, { protect, everything }: DestroyGuardArgs, opts: pulumi.CustomResourceOptions): pulumi.Stash {
  const input = "Deletion protection: set eks-blueprints:cluster.deletionProtection to false and run `pulumi up` before `pulumi destroy`.";
  return new pulumi.Stash(`${name}-destroy-guard`, { input }, { ...opts, protect, dependsOn: [...everything] });
}
