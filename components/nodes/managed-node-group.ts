import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NodePoolSettings } from "../settings/types";
import { nodeVersion } from "../util/node-version";
import { amiType, completedUserData, joiningUserData, ownAmi } from "./ami";
import { autoscalingTags, nodeTemplate } from "./autoscaling-tags";
import { type PlannedSize, plannedSize } from "./group-sizes";
import { launchTemplate } from "./launch-template";
import type { NodeGroupArgs, Taint } from "./types";

/** An EKS managed node group with its launch template. A replacement is created before the old group is deleted. */
export class ManagedNodeGroup extends pulumi.ComponentResource {
  readonly autoScalingGroupName: pulumi.Output<string>;

  /** @param opts `dependsOn`: resources that must exist before the first node, such as NAT routes and the CNI */
  constructor(name: string, args: NodeGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:ManagedNodeGroup", name, {}, opts);
    const template = new aws.ec2.LaunchTemplate(`${name}-template`, managedTemplate(args), { parent: this });
    const size = plannedSize(args);
    const group = new aws.eks.NodeGroup(name, nodeGroup(args, size, template), {
      parent: this,
      dependsOn: opts?.dependsOn,
      ignoreChanges: size.keepsDesired ? ["scalingConfig.desiredSize"] : [],
    });

    this.autoScalingGroupName = group.resources[0]!.autoscalingGroups[0]!.name;
    this.tagForAutoscaler(name, args);
    this.registerOutputs({ autoScalingGroupName: this.autoScalingGroupName });
  }

  /** EKS does not pass a node group's tags on to its Auto Scaling group. */
  private tagForAutoscaler(name: string, { context, settings, labels, zone }: NodeGroupArgs): void {
    for (const { noun, key, value } of autoscalingTags(context.clusterName, nodeTemplate(settings, labels), zone)) {
      new aws.autoscaling.Tag(
        `${name}-${noun}`,
        { autoscalingGroupName: this.autoScalingGroupName, tag: { key, value, propagateAtLaunch: false } },
        { parent: this },
      );
    }
  }
}

/** With a custom AMI this package writes the whole user data; otherwise EKS adds the part that joins the node to the cluster. */
function managedTemplate(args: NodeGroupArgs): aws.ec2.LaunchTemplateArgs {
  const { cluster, settings } = args;
  const own = ownAmi(settings.ami);
  // EKS attaches the cluster's security group only where the template has none.
  const securityGroupIds = settings.securityGroupIds.length > 0 ? [cluster.securityGroupId, ...settings.securityGroupIds] : undefined;
  const image = own ? { imageId: own, userData: joiningUserData(args) } : { userData: completedUserData(settings, args.context.region) };
  return launchTemplate(args, { ...image, securityGroupIds });
}

function nodeGroup(args: NodeGroupArgs, { min, max, desired }: PlannedSize, template: aws.ec2.LaunchTemplate): aws.eks.NodeGroupArgs {
  const { context, cluster, settings, role, labels, subnetIds } = args;
  const inBlock = settings.reservation?.type === "capacityBlock"; // whose instance type is in the launch template
  return {
    clusterName: cluster.clusterName,
    nodeRoleArn: role.arn,
    subnetIds,
    instanceTypes: inBlock ? undefined : [...settings.instanceTypes],
    capacityType: inBlock ? "CAPACITY_BLOCK" : capacityTypes[settings.capacity as "onDemand" | "spot"],
    amiType: amiType(settings),
    // Follows the control plane's, so that nodes are upgraded after it; a custom AMI has its own version.
    version: ownAmi(settings.ami) ? undefined : (nodeVersion(settings) ?? cluster.version),
    releaseVersion: releaseOf(settings.ami),
    launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
    scalingConfig: { minSize: min, maxSize: max, desiredSize: desired },
    updateConfig: updateConfig(settings.update),
    forceUpdateVersion: settings.update.force,
    nodeRepairConfig: repairConfig(settings.repair),
    warmPoolConfig: settings.warmPool && warmPoolConfig(settings.warmPool),
    labels: { ...labels },
    taints: settings.taints.map(taint),
    tags: context.tags,
  };
}

function releaseOf(ami: NodePoolSettings["ami"]): string | undefined {
  return typeof ami === "string" ? undefined : ami.version;
}

function updateConfig({ maxUnavailable, maxUnavailablePercentage, strategy }: NodePoolSettings["update"]) {
  return { maxUnavailable, maxUnavailablePercentage, updateStrategy: strategy?.toUpperCase() };
}

type RepairOverride = NonNullable<Exclude<NodePoolSettings["repair"], boolean>["overrides"]>[number];

function repairConfig(repair: NodePoolSettings["repair"]): aws.types.input.eks.NodeGroupNodeRepairConfig {
  if (typeof repair === "boolean") return { enabled: repair };
  return {
    enabled: repair.enabled,
    maxUnhealthyNodeThresholdPercentage: repair.maxUnhealthyPercentage,
    maxUnhealthyNodeThresholdCount: repair.maxUnhealthy,
    maxParallelNodesRepairedPercentage: repair.maxParallelPercentage,
    maxParallelNodesRepairedCount: repair.maxParallel,
    nodeRepairConfigOverrides: repair.overrides?.map(repairOverride),
  };
}

const repairActions = { replace: "Replace", reboot: "Reboot", noAction: "NoAction" };

function repairOverride({ condition, reason, waitMinutes, action }: RepairOverride) {
  return {
    nodeMonitoringCondition: condition,
    nodeUnhealthyReason: reason,
    minRepairWaitTimeMins: waitMinutes,
    repairAction: repairActions[action],
  };
}

function warmPoolConfig({ min, maxPrepared, state, reuse }: NonNullable<NodePoolSettings["warmPool"]>) {
  return { minSize: min, maxGroupPreparedCapacity: maxPrepared, poolState: state.toUpperCase(), reuseOnScaleIn: reuse };
}

const capacityTypes = { onDemand: "ON_DEMAND", spot: "SPOT" };
const effects = { NoSchedule: "NO_SCHEDULE", NoExecute: "NO_EXECUTE", PreferNoSchedule: "PREFER_NO_SCHEDULE" };

function taint({ key, value, effect }: Taint) {
  return { key, value: value || undefined, effect: effects[effect] };
}
