import * as pulumi from "@pulumi/pulumi";

export interface DestroyGuardArgs {
  /** Whether `pulumi destroy` is refused. */
  readonly protect: boolean;
  /** Resources that must still exist when the destroy is refused; a component includes all of its children. */
  readonly everything: readonly pulumi.Resource[];
}

/**
 * Makes `pulumi destroy` fail before its first delete while a cluster has deletion protection. EKS itself refuses only the last call, when
 * nodes and add-ons are gone. This resource depends on everything, so it would be deleted first, and Pulumi refuses to delete it.
 * Without deletion protection it stays in the stack unprotected: a protected resource cannot be removed from a program, only lose its protection.
 */
export function destroyGuard(name: string, { protect, everything }: DestroyGuardArgs, opts: pulumi.CustomResourceOptions): pulumi.Stash {
  const input = "Deletion protection: set eks-blueprints:cluster.deletionProtection to false and run `pulumi up` before `pulumi destroy`.";
  return new pulumi.Stash(`${name}-destroy-guard`, { input }, { ...opts, protect, dependsOn: [...everything] });
}
