import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { existingNodeRole, type NodeRole, nodeRole } from "../iam/node-role";
import { Role, type RoleArgs } from "../iam/role";
import { isWindows } from "../reference/ami-of-family";
import { efaSecurityGroupArgs } from "../util/efa-security-group";
import { reportFindings } from "../util/report-finding";
import { recordedSettings } from "../util/section-secrets";
import { subnetIdList } from "../util/subnet-ids";
import { mergeTags } from "../util/tags";
import { type GroupPlan, planGroups } from "./group-plan";
import { groupOf } from "./group-sizes";
import { ManagedNodeGroup } from "./managed-node-group";
import { type NodePoolArgs, type ValidatedNodePoolArgs, validNodePoolArgs } from "./node-pool-args";
import { SelfManagedAccess } from "./self-managed-access";
import { SelfManagedNodeGroup } from "./self-managed-node-group";
import type { NodeGroupArgs } from "./types";
import { volumeKeys } from "./volume-keys";

/**
 * A pool of nodes: a role, and one group over all zones or one per zone.
 * `dependsOn` applies only to the groups. Dependents of the pool wait until its nodes are ready.
 */
export class NodePool extends pulumi.ComponentResource {
  /** ARN of the role of the nodes. */
  readonly nodeRoleArn: pulumi.Output<string>;
  /** One per node group: one in all, or one per zone in the order of `zones`. */
  readonly autoScalingGroupNames: pulumi.Output<string[]>;

  constructor(name: string, args: NodePoolArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: ValidatedNodePoolArgs, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, given: NodePoolArgs | ValidatedNodePoolArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const args = withOwnTags("settings" in given ? given : validNodePoolArgs(name, `NodePool("${name}")`, given));
    const { context, pool, settings, zones } = args;
    const inputs = { clusterName: context.clusterName, pool, zones, settings: recordedSettings(context, ["nodePools"], settings) };
    super("eks-blueprints:index:NodePool", name, inputs, { ...opts, dependsOn: [] });
    reportFindings(args.findings ?? [], this);
    const role = settings.roleArn ? existingNodeRole(settings.roleArn) : new Role(`${name}-role`, poolRole(args), { parent: this });
    const newGroup = this.groupMaker(name, args, role);
    const made = { role, volumeKeys: volumeKeys(name, args, this), efaSecurityGroupId: this.efaSecurityGroup(name, args) };
    const groups = planGroups(settings, zones).map((plan) => {
      const group = `${name}${plan.suffix}`;
      const placementGroup = this.placementGroup(group, args);
      return newGroup(group, groupArgs(group, args, { ...made, placementGroup }, plan), { parent: this, dependsOn: opts.dependsOn });
    });

    this.nodeRoleArn = role.arn;
    this.autoScalingGroupNames = pulumi.all(groups.map((group) => group.autoScalingGroupName));
    this.registerOutputs({ nodeRoleArn: this.nodeRoleArn, autoScalingGroupNames: this.autoScalingGroupNames });
  }

  /** One for each group of nodes; it is deleted after the instances in it. */
  private placementGroup(group: string, { context, settings: { placementGroup: strategy } }: ValidatedNodePoolArgs) {
    if (strategy === undefined) return undefined;
    return new aws.ec2.PlacementGroup(`${group}-placement`, { strategy, tags: context.tags }, { parent: this }).name;
  }

  private efaSecurityGroup(name: string, { context, pool, settings, subnetIds, vpcId }: ValidatedNodePoolArgs) {
    if (!settings.efa) return undefined;
    const [first] = settings.subnetIds ?? [];
    const vpcOf = () => aws.ec2.getSubnetOutput({ id: first ?? pulumi.output(subnetIdList(subnetIds))[0]! }, { parent: this }).vpcId;
    return new aws.ec2.SecurityGroup(`${name}-efa`, efaSecurityGroupArgs({ context, pool, vpcId: vpcId ?? vpcOf() }), { parent: this }).id;
  }

  /** Creates node groups of the pool's kind; self-managed ones share one access entry. */
  private groupMaker(name: string, { context, cluster, settings }: ValidatedNodePoolArgs, role: NodeRole) {
    type Options = pulumi.ComponentResourceOptions;
    if (settings.kind === "managed") return (group: string, args: NodeGroupArgs, opts: Options) => new ManagedNodeGroup(group, args, opts);
    const access = { context, clusterName: cluster.clusterName, role, windows: isWindows(settings.ami) };
    const { instanceProfileArn } = new SelfManagedAccess(`${name}-access`, access, { parent: this });
    return (group: string, args: NodeGroupArgs, opts: Options) => new SelfManagedNodeGroup(group, { ...args, instanceProfileArn }, opts);
  }
}

/** The pool's own tags override those of the stack. */
function withOwnTags(args: ValidatedNodePoolArgs): ValidatedNodePoolArgs {
  const { context, settings } = args;
  return { ...args, context: { ...context, tags: mergeTags(context.tags, settings.tags) } };
}

/** A pool that changes its kind gets another role: EKS keeps its own access entry for the old role until the last managed group with it is deleted. */
function poolRole({ context, pool, settings }: ValidatedNodePoolArgs): RoleArgs {
  const nodes = settings.kind === "managed" ? "Nodes" : "Self-managed nodes";
  return { ...nodeRole(context, `${nodes} of pool ${pool}`, settings), newByDescription: true };
}

function groupArgs(
  name: string,
  { context, cluster, pool, settings, subnetIds, groupSizes, ...features }: ValidatedNodePoolArgs,
  made: Pick<NodeGroupArgs, "role" | "volumeKeys" | "placementGroup" | "efaSecurityGroupId">,
  plan: GroupPlan,
): NodeGroupArgs {
  const all = pulumi.output(settings.subnetIds ?? subnetIdList(subnetIds));
  const subnets = plan.subnets?.map((index) => all[index]!);
  const { labels, zone } = plan;
  const { autoscaled = false, drained = false, prefixDelegation = false, customNetworking = false } = features;
  return {
    context,
    cluster,
    pool,
    settings,
    ...made,
    labels,
    zone,
    subnetIds: subnets ?? all,
    autoscaled,
    currentSize: groupSizes ? groupOf(name, groupSizes) : "unknown",
    drained,
    prefixDelegation,
    customNetworking,
  };
}
