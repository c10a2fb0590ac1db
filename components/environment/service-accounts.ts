import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Addons } from "../addons/addons";
import type { ClusterHandle } from "../cluster/types";
import { type IdentityMode, WorkloadRole } from "../iam/workload-role";
import type { Settings } from "../settings/types";
import type { Context } from "../util/context";
import { identityModeOf } from "../util/identity-mode";
import { withAnnotations } from "../util/object-metadata";

export interface ServiceAccountsArgs {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  /** By namespace and name. */
  readonly serviceAccounts: Settings["serviceAccounts"];
  /** How service accounts of a namespace get their AWS permissions. */
  readonly identityMode: (namespace: string) => IdentityMode;
  /** Dependencies of a service account: its namespace. */
  readonly namespaceFor: (namespace: string) => readonly pulumi.Resource[];
}

/** Outputs for a service account. */
export interface ServiceAccountOutputs {
  /** Its role: the target role trusts it; with IRSA it is the annotation of the service account. */
  readonly roleArn: pulumi.Output<string>;
  /** What the trust policy of the target role may require as `sts:ExternalId`. */
  readonly externalId?: pulumi.Output<string>;
}

/** The service accounts of section `serviceAccounts`. */
export class ServiceAccounts extends pulumi.ComponentResource {
  /** By namespace and name. */
  readonly outputs: Readonly<Record<string, ServiceAccountOutputs>>;

  /** @internal */
  constructor(name: string, args: ServiceAccountsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:ServiceAccounts", name, {}, opts);
    const entries = Object.entries(args.serviceAccounts).map(([account, settings]) => {
      const [namespace, serviceAccount] = account.split("/") as [string, string];
      const { policies: managedPolicies, roleOnly, ...permissions } = settings;
      const ownName = `${name}-${namespace}.${serviceAccount}`;
      const place = { context: args.context, cluster: args.cluster, mode: args.identityMode(namespace), namespace, serviceAccount };
      const role = new WorkloadRole(ownName, { ...place, managedPolicies, ...permissions }, { parent: this });
      if (!roleOnly) {
        const metadata = withAnnotations({ name: serviceAccount, namespace }, role.annotations);
        const dependsOn = [...args.namespaceFor(namespace), ...role.ready];
        new k8s.core.v1.ServiceAccount(ownName, { metadata }, { parent: this, provider: args.cluster.provider, dependsOn });
      }
      return [account, { roleArn: role.roleArn, ...(role.externalId && { externalId: role.externalId }) }] as const;
    });
    this.outputs = Object.fromEntries(entries);
    this.registerOutputs({ outputs: this.outputs });
  }
}

/** The service accounts of a stack, which wait for its add-ons; nothing without entries in section `serviceAccounts`. */
export function createServiceAccounts(
  name: string,
  {
    settings,
    addons,
    ...place
  }: { readonly context: Context; readonly settings: Settings; readonly cluster: ClusterHandle; readonly addons: Addons },
  opts: pulumi.ComponentResourceOptions,
): ServiceAccounts[] {
  const { serviceAccounts } = settings;
  if (Object.keys(serviceAccounts).length === 0) return [];
  const after = addons.allUsable;
  const namespaceFor = (namespace: string) => [...addons.installer.namespaceFor(namespace, after), ...after];
  return [new ServiceAccounts(name, { ...place, serviceAccounts, identityMode: identityModeOf(settings), namespaceFor }, opts)];
}
