import type * as pulumi from "@pulumi/pulumi";
import type { AddonOptions } from "../config/types";
import { type IdentityMode, WorkloadRole } from "../identity/workload-role";
import type { Addon, Annotate, Site, WorkloadIdentity } from "./contract";
import { onFargate, type StackFacts } from "./facts";

/** The roles of an add-on's service accounts. */
export interface Roles {
  readonly mode: IdentityMode;
  readonly byAccount: ReadonlyMap<string, WorkloadRole>;
  readonly annotate: Annotate;
}

/** @param association false where the EKS add-on associates the roles with its service accounts itself */
export function makeRoles(
  name: string,
  addon: Addon<AddonOptions, string>,
  options: AddonOptions,
  site: Site,
  association: boolean,
  parent: pulumi.Resource,
): Roles {
  const { context, cluster } = site;
  const identities = addon.identity?.(options, site) ?? [];
  const mode = identityMode(identities, site.facts);
  const byAccount = new Map(
    identities.map(({ namespace, serviceAccount, managedPolicies, statements }) => {
      const args = { context, cluster, mode, namespace, serviceAccount, managedPolicies, statements, association };
      return [serviceAccount, new WorkloadRole(`${name}-${serviceAccount}`, args, { parent })];
    }),
  );
  return { mode, byAccount, annotate: (serviceAccount) => byAccount.get(serviceAccount)?.annotations ?? {} };
}

/** The stack's choice, but IRSA where Fargate takes pods that need a role, because its agent is a DaemonSet. */
export function identityMode(identities: readonly WorkloadIdentity[], facts: StackFacts): IdentityMode {
  const fargate = identities.some(({ namespace, daemonSet }) => !daemonSet && onFargate(facts, namespace));
  return fargate ? "irsa" : facts.identity;
}
