import type * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { Role } from "../iam/role";
import type { NodePoolSettings } from "../settings/types";
import type { Context } from "../util/context";

/** What nodes need of a cluster in order to join it. */
export type NodeCluster = Pick<
  ClusterHandle,
  "clusterName" | "version" | "endpoint" | "certificateAuthority" | "serviceCidr" | "securityGroupId"
>;

export type AmiSetting = NodePoolSettings["ami"];
export type Taint = NodePoolSettings["taints"][number];

/** Arguments of one group of nodes: a pool has one, or one per zone. */
export interface NodeGroupArgs {
  readonly context: Context;
  readonly cluster: NodeCluster;
  /** Key of the pool in the settings. */
  readonly pool: string;
  readonly settings: NodePoolSettings;
  readonly role: Role;
  /** The pool's own labels, and the zone of a group that lies in one zone. */
  readonly labels: Readonly<Record<string, string>>;
  /** Zone of a group that lies in one zone. */
  readonly zone?: string;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Something in the cluster decides how many nodes there are: the desired size is only where it starts. */
  readonly autoscaled: boolean;
  /** Something in the cluster drains instances of self-managed groups before they end. */
  readonly drained: boolean;
}
