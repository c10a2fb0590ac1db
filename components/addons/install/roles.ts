import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../iam/policy";
import { type IdentityMode, WorkloadRole } from "../../iam/workload-role";
import { reportFinding } from "../../util/report-finding";
import type { Annotate, InstallContext, WorkloadIdentity } from "../addon";
import { onFargate, type StackProfile } from "../stack-profile";
import { checkRolePath, policyCountFinding } from "./role-limits";

/** The roles of an add-on's service accounts. */
export interface Roles {
  readonly mode: IdentityMode;
  /** Roles that an EKS add-on assigns to its own service accounts, by account. */
  readonly eksAddonRoles: ReadonlyMap<string, WorkloadRole>;
  /** Dependencies of pods of charts and manifests: with Pod Identity they have no input from a role. */
  readonly ready: readonly pulumi.Resource[];
  readonly annotate: Annotate;
  /** ARNs of all of them, by account. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;
}

/** A service account with its permissions, once the resources that they name exist. */
export interface ServiceAccountPermissions extends Omit<WorkloadIdentity, "statements"> {
  readonly statements?: readonly Statement[];
}

/**
 * @param addon its keys below `addons` in the stack file
 * @param managed whether an EKS add-on is installed, which assigns roles to its service accounts itself
 */
export function createRoles(
  name: string,
  identities: readonly ServiceAccountPermissions[],
  install: InstallContext,
  { addon, managed, parent }: { readonly addon: readonly string[]; readonly managed: boolean; readonly parent: pulumi.Resource },
): Roles {
  const { context, cluster } = install;
  const mode = identityMode(identities, install.profile);
  const byAccount = new Map<string, WorkloadRole>();
  const eksAddonRoles = new Map<string, WorkloadRole>();
  const make = (
    noun: string,
    { ownServiceAccount, ...identity }: ServiceAccountPermissions,
    sharedWith: readonly ServiceAccountPermissions[] = [],
  ) => {
    const manyPolicies = policyCountFinding(addon, identity, context);
    if (manyPolicies) reportFinding(manyPolicies, parent);
    const own = !managed || ownServiceAccount === true;
    const args = { context, cluster, mode, ...identity, sharedWith, association: own };
    const role = new WorkloadRole(`${name}-${noun}`, args, { parent });
    for (const { serviceAccount } of [identity, ...sharedWith]) (own ? byAccount : eksAddonRoles).set(serviceAccount, role);
  };

  const [ofAddon, ours] = [
    identities.filter(({ ownServiceAccount }) => managed && !ownServiceAccount),
    identities.filter(({ ownServiceAccount }) => !managed || ownServiceAccount),
  ];
  if (mode === "irsa" && ofAddon.length > 0) checkRolePath(context);
  // with IRSA an EKS add-on uses a single role for all its service accounts
  if (mode === "irsa" && ofAddon.length > 1) make("pods", joined(ofAddon), ofAddon.slice(1));
  else for (const identity of ofAddon) make(identity.serviceAccount, identity);
  for (const identity of ours) make(identity.serviceAccount, identity);
  return {
    mode,
    eksAddonRoles,
    ready: [...byAccount.values()].flatMap((role) => role.ready),
    annotate: (serviceAccount) => byAccount.get(serviceAccount)?.annotations ?? {},
    arns: Object.fromEntries([...eksAddonRoles, ...byAccount].map(([serviceAccount, { roleArn }]) => [serviceAccount, roleArn])),
  };
}

/** The first service account, with the permissions of all. */
function joined(identities: readonly ServiceAccountPermissions[]): ServiceAccountPermissions {
  return {
    ...identities[0]!,
    managedPolicies: [...new Set(identities.flatMap(({ managedPolicies = [] }) => managedPolicies))],
    statements: identities.flatMap(({ statements = [] }) => statements),
  };
}

/** The stack's setting, but IRSA if pods that need a role run on Fargate, because the Pod Identity agent is a DaemonSet. */
export function identityMode(identities: readonly Omit<WorkloadIdentity, "statements">[], profile: StackProfile): IdentityMode {
  const fargate = identities.some(({ namespace, daemonSet }) => !daemonSet && onFargate(profile, namespace));
  return fargate ? "irsa" : profile.identity;
}
