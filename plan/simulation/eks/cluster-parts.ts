import type { Child } from "../expansion/scope";
import type { TrackedValue } from "../expansion/tracked-value";
import type { AccessEntries, NodeRoles } from "./access";
import type { ClusterNetwork, ClusterRoles } from "./control-plane";
import type { NodeGroupSecurity } from "./security-groups";

/** The parts of a cluster. */
export interface ClusterParts {
  readonly network: ClusterNetwork;
  readonly roles: ClusterRoles;
  readonly group: Child | undefined;
  readonly cluster: Child;
  readonly configs: Kubeconfigs;
  readonly provider: Child;
  readonly nodeRoles: NodeRoles;
  readonly nodeAccess: Child | undefined;
  readonly access: AccessEntries;
  readonly storageClasses: Readonly<Record<string, Child>>;
  readonly cni: { readonly component: Child; readonly resources: readonly Child[] } | undefined;
  readonly profile: Child | undefined;
  readonly oidcProvider: Child | undefined;
  readonly nodeSecurity: NodeGroupSecurity | undefined;
}

export interface Kubeconfigs {
  /** With the profile of the deployment: for the component's own provider. */
  readonly own: TrackedValue;
  /** Without the profile: for all users. */
  readonly shared: TrackedValue;
}
