import type * as pulumi from "@pulumi/pulumi";
import type { NodePoolInput } from "../settings/generated/settings-input";
import type { NodePoolSettings } from "../settings/types";
import { validateComponent } from "../settings/validation/component";
import type { Context } from "../util/context";
import type { SettingFinding } from "../util/finding";
import type { SubnetIds } from "../util/subnet-ids";
import { mergeTags } from "../util/tags";
import type { GroupSize } from "./group-sizes";
import type { NodeCluster } from "./types";

/** Network of the nodes, and features of the cluster that affect them. */
export interface NodePoolPlace {
  /** Private subnets of the nodes. */
  readonly subnetIds: SubnetIds;
  /** VPC of the subnets, for the security group of a pool with `efa`. Default: looked up by the first subnet. */
  readonly vpcId?: pulumi.Input<string> | undefined;
  /** A controller in the cluster scales the pool, such as the cluster autoscaler: later changes of `size.desired` are ignored. Default: false. */
  readonly autoscaled?: boolean | undefined;
  /**
   * Sizes of the Auto Scaling groups of the cluster, from `lookUpGroupSizes`. Needed by an `autoscaled` pool to change `size.min` and `size.max`: AWS rejects a
   * minimum above the desired size, so the number of nodes that run is sent with it. Default: unknown.
   */
  readonly groupSizes?: readonly GroupSize[] | undefined;
  /** A controller in the cluster drains instances of self-managed groups, such as the node termination handler: groups wait for it before they terminate an instance. Default: false. */
  readonly drained?: boolean | undefined;
  /**
   * The VPC CNI of the cluster takes prefixes (`ENABLE_PREFIX_DELEGATION`, or IPv6). Self-managed nodes and those of a custom AMI are then configured with how many pods
   * these hold: 110, or 250 from 30 vCPUs on. EKS tells the others. Default: false.
   */
  readonly prefixDelegation?: boolean | undefined;
  /**
   * The VPC CNI of the cluster gives pods subnets of their own (`AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG`), so that the first network interface of a node serves no pod.
   * Self-managed nodes and those of a custom AMI are then configured with the number of pods that the others hold. EKS configures the others. Default: false.
   */
  readonly customNetworking?: boolean | undefined;
}

/** The keys of an entry of section `nodePools`, and settings from other sections of the stack file. */
export interface NodePoolArgs extends NodePoolPlace, Omit<NodePoolInput, "zones" | "subnetIds" | "outpost" | "tags"> {
  /** Cluster that the nodes join: a `Cluster` or an `ExistingCluster`, whose tags and role defaults apply to them. */
  readonly cluster: NodeCluster & { readonly context: Context };
  /** Name of the pool in names and tags: 1 to 35 letters, digits, - and _. Default: the name of the component. */
  readonly pool?: string | undefined;
  /** Zones of the private subnets, in their order. Required with `spread: "perZone"`. */
  readonly zones?: readonly string[] | undefined;
  /** Tags in addition to those of the cluster. Default: none. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Args whose settings are valid and complete. */
export interface ValidatedNodePoolArgs extends NodePoolPlace {
  readonly context: Context;
  readonly cluster: NodeCluster;
  /** Key of the pool in the settings. */
  readonly pool: string;
  readonly settings: NodePoolSettings;
  /** Zones of the private subnets, in their order; may be empty except for pools with `spread: perZone`. */
  readonly zones: readonly string[];
  readonly findings?: readonly SettingFinding[];
}

/** @throws SettingsError with every problem in the args */
export function validNodePoolArgs(name: string, component: string, args: NodePoolArgs): ValidatedNodePoolArgs {
  const {
    cluster,
    pool = name,
    subnetIds,
    vpcId,
    zones = [],
    tags,
    autoscaled,
    groupSizes,
    drained,
    prefixDelegation,
    customNetworking,
    ...settings
  } = args;
  const { region, clusterName, iam, tags: clusterTags } = cluster.context;
  const { stack, context, findings } = validateComponent({
    component,
    region,
    clusterName,
    sections: { tags: mergeTags(clusterTags, tags), iam, nodePools: { [pool]: settings } },
    args: ["nodePools", pool],
    known: ["tags", "iam", "nodePools"],
    unknown: inOneZone(settings) ? ["zones", "subnetIds"].map((key) => ["nodePools", pool, key]) : [],
  });
  const place = { subnetIds, vpcId, autoscaled, groupSizes, drained, prefixDelegation, customNetworking };
  return { context, cluster, pool, settings: stack.nodePools[pool]!, zones, ...place, findings };
}

/** Options that need a single zone: the args have subnets, whose zones no rule can count. */
function inOneZone({ efa, placementGroup, reservation }: Pick<NodePoolInput, "efa" | "placementGroup" | "reservation">): boolean {
  return efa === true || placementGroup === "cluster" || reservation?.type === "capacityBlock";
}
