import type * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { NodeRole } from "../iam/node-role";
import type { NodePoolSettings } from "../settings/types";
import type { Context } from "../util/context";
import type { GroupSize } from "./group-sizes";
import type { VolumeKeys } from "./volume-keys";

/** Properties of a cluster that nodes need to join it. */
export type NodeCluster = Pick<
  ClusterHandle,
  "clusterName" | "version" | "endpoint" | "certificateAuthority" | "serviceCidr" | "ipFamily" | "securityGroupId" | "accountId"
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
  readonly role: NodeRole;
  readonly volumeKeys: VolumeKeys;
  /** The pool's own labels, and the zone label of a single-zone group. */
  readonly labels: Readonly<Record<string, string>>;
  /** Zone of a single-zone group. */
  readonly zone?: string;
  /** Name of the placement group of its instances. */
  readonly placementGroup?: pulumi.Input<string> | undefined;
  /** Security group of EFA traffic; its instances have EFA interfaces. */
  readonly efaSecurityGroupId?: pulumi.Input<string> | undefined;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** A controller in the cluster scales the group: the desired size is only its initial size. */
  readonly autoscaled: boolean;
  /** Its size on AWS, if an autoscaler scales it: undefined for a group that does not exist, `unknown` if it was not looked up. */
  readonly currentSize: GroupSize | "unknown" | undefined;
  /** A controller in the cluster drains instances of self-managed groups before they are terminated. */
  readonly drained: boolean;
  /** The VPC CNI takes prefixes: nodes that EKS does not configure get the number of pods that these hold. */
  readonly prefixDelegation: boolean;
  /** The VPC CNI gives pods subnets of their own, so that the first network interface serves none. */
  readonly customNetworking: boolean;
}
