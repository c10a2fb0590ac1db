import * as pulumi from "@pulumi/pulumi";
import { nodeRole } from "../iam/node-role";
import { Role, type RoleArgs } from "../iam/role";
import type { NodePoolSettings } from "../settings/types";
import type { Context } from "../util/context";
import { type GroupPlan, planGroups } from "./group-plan";
import { ManagedNodeGroup } from "./managed-node-group";
import { SelfManagedAccess } from "./self-managed-access";
import { SelfManagedNodeGroup } from "./self-managed-node-group";
import type { NodeCluster, NodeGroupArgs } from "./types";

export interface NodePoolArgs {
  readonly context: Context;
  readonly cluster: NodeCluster;
  /** Key of the pool in the settings. */
  readonly pool: string;
  readonly settings: NodePoolSettings;
  /** Private subnets, where nodes live. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Zones of the private subnets, in their order; may be empty but for pools with `spread: perZone`. */
  readonly zones: readonly string[];
  /** Something in the cluster decides how many nodes there are, so later changes of the desired size are left to it; default false. */
  readonly autoscaled?: boolean;
  /** Something in the cluster drains instances of self-managed groups, so groups wait for it before an instance ends; default false. */
  readonly drained?: boolean;
}

/**
 * A pool of nodes: a role, and one group over all zones or one per zone.
 * `dependsOn` holds up the groups alone; whoever depends on the pool waits until its nodes are there.
 */
export class NodePool extends pulumi.ComponentResource {
  readonly nodeRoleArn: pulumi.Output<string>;
  /** One per group: of the pool, or of each zone in the order of `zones`. */
  readonly autoScalingGroupNames: pulumi.Output<string[]>;

  constructor(name: string, args: NodePoolArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("eks-blueprints:index:NodePool", name, {}, { ...opts, dependsOn: [] });
    const role = new Role(`${name}-role`, poolRole(args), { parent: this });
    const newGroup = this.groupMaker(name, args, role);
    const groups = planGroups(args.settings, args.zones).map((plan) =>
      newGroup(`${name}${plan.suffix}`, groupArgs(args, role, plan), { parent: this, dependsOn: opts.dependsOn }),
    );

    this.nodeRoleArn = role.arn;
    this.autoScalingGroupNames = pulumi.all(groups.map((group) => group.autoScalingGroupName));
    this.registerOutputs({ nodeRoleArn: this.nodeRoleArn, autoScalingGroupNames: this.autoScalingGroupNames });
  }

  /** Makes groups of the pool's kind; self-managed ones share what lets them join. */
  private groupMaker(name: string, { context, cluster, settings }: NodePoolArgs, role: Role) {
    type Options = pulumi.ComponentResourceOptions;
    if (settings.kind === "managed") return (group: string, args: NodeGroupArgs, opts: Options) => new ManagedNodeGroup(group, args, opts);
    const access = { context, clusterName: cluster.clusterName, role };
    const { instanceProfileArn } = new SelfManagedAccess(`${name}-access`, access, { parent: this });
    return (group: string, args: NodeGroupArgs, opts: Options) => new SelfManagedNodeGroup(group, { ...args, instanceProfileArn }, opts);
  }
}

/** A pool that changes its kind gets another role: EKS keeps its own access entry for the old one until the last managed group of it is gone. */
function poolRole({ context, pool, settings }: NodePoolArgs): RoleArgs {
  const nodes = settings.kind === "managed" ? "Nodes" : "Self-managed nodes";
  return { ...nodeRole(context, `${nodes} of pool ${pool}`, settings), newByDescription: true };
}

function groupArgs(
  { context, cluster, pool, settings, subnetIds, autoscaled = false, drained = false }: NodePoolArgs,
  role: Role,
  plan: GroupPlan,
): NodeGroupArgs {
  const all = pulumi.output(subnetIds);
  const subnets = plan.subnets?.map((index) => all[index]!);
  return { context, cluster, pool, settings, role, labels: plan.labels, zone: plan.zone, subnetIds: subnets ?? all, autoscaled, drained };
}
