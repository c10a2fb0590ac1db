import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NodePoolSettings } from "../settings/types";
import { drainHookName, drainTag } from "../util/node-drain-names";
import { mergeTags } from "../util/tags";
import { imageId, joiningUserData } from "./ami";
import { autoscalingTags, nodeTemplate } from "./autoscaling-tags";
import { type PlannedSize, plannedSize } from "./group-sizes";
import { launchTemplate } from "./launch-template";
import type { NodeGroupArgs } from "./types";

export interface SelfManagedNodeGroupArgs extends NodeGroupArgs {
  /** Resolves when instances with this profile may join. */
  readonly instanceProfileArn: pulumi.Input<string>;
}

/** A self-managed Auto Scaling group with its launch template. A replacement is created before the old group is deleted. */
export class SelfManagedNodeGroup extends pulumi.ComponentResource {
  readonly autoScalingGroupName: pulumi.Output<string>;

  /** @param opts `dependsOn`: resources that must exist before the first node, such as NAT routes and the CNI */
  constructor(name: string, args: SelfManagedNodeGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:SelfManagedNodeGroup", name, {}, opts);
    const template = new aws.ec2.LaunchTemplate(`${name}-template`, selfManagedTemplate(args), { parent: this });
    const size = plannedSize(args);
    const group = new aws.autoscaling.Group(name, autoScalingGroup(args, size, template), {
      parent: this,
      dependsOn: opts?.dependsOn,
      ignoreChanges: size.keepsDesired ? ["desiredCapacity"] : [],
    });

    if (args.drained) this.waitForDrain(name, args, group);

    this.autoScalingGroupName = group.name;
    this.registerOutputs({ autoScalingGroupName: this.autoScalingGroupName });
  }

  /** A terminating instance waits five minutes for its node to be drained, and is then terminated. */
  private waitForDrain(name: string, { context }: NodeGroupArgs, group: aws.autoscaling.Group): void {
    new aws.autoscaling.LifecycleHook(
      `${name}-drain`,
      {
        name: drainHookName(context.clusterName),
        autoscalingGroupName: group.name,
        lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
        heartbeatTimeout: 300,
        defaultResult: "CONTINUE",
      },
      { parent: this },
    );
  }
}

function selfManagedTemplate(args: SelfManagedNodeGroupArgs): aws.ec2.LaunchTemplateArgs {
  const { cluster, settings, instanceProfileArn } = args;
  return launchTemplate(args, {
    imageId: imageId(settings, cluster),
    userData: joiningUserData(args),
    instanceProfileArn,
    securityGroupIds: [cluster.securityGroupId, ...settings.securityGroupIds],
    instanceTags: ownership(args),
  });
}

function autoScalingGroup(args: NodeGroupArgs, size: PlannedSize, template: aws.ec2.LaunchTemplate): aws.autoscaling.GroupArgs {
  const { settings, subnetIds } = args;
  const { onDemandBase, onDemandPercentage } = capacityOf(settings.capacity);
  return {
    vpcZoneIdentifiers: subnetIds,
    minSize: size.min,
    maxSize: size.max,
    desiredCapacity: size.desired,
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version: pulumi.interpolate`${template.latestVersion}` },
        overrides: settings.instanceTypes.map((instanceType) => ({ instanceType })),
      },
      instancesDistribution: {
        onDemandBaseCapacity: onDemandBase,
        onDemandPercentageAboveBaseCapacity: onDemandPercentage,
        spotAllocationStrategy: "price-capacity-optimized",
      },
    },
    capacityRebalance: onDemandPercentage < 100,
    instanceRefresh: {
      strategy: "Rolling",
      preferences: { minHealthyPercentage: 100 - settings.update.maxUnavailablePercentage! },
    },
    // Rebalancing instances between zones would terminate their pods without draining them.
    suspendedProcesses: ["AZRebalance"],
    tags: groupTags(args),
  };
}

function capacityOf(capacity: NodePoolSettings["capacity"]) {
  return typeof capacity === "object" ? capacity : { onDemandBase: 0, onDemandPercentage: capacity === "spot" ? 0 : 100 };
}

/** The cluster's cloud controller recognizes its instances by this tag. */
function ownership({ context }: NodeGroupArgs): Record<string, string> {
  return { [`kubernetes.io/cluster/${context.clusterName}`]: "owned" };
}

/** Tags of the stack are propagated to the instances; the autoscaler's tags stay on the group. */
function groupTags(args: NodeGroupArgs) {
  const { context, settings, labels, zone } = args;
  const drain = args.drained ? { [drainTag(context.clusterName)]: "true" } : {};
  const propagated = Object.entries(mergeTags(context.tags, { ...ownership(args), ...drain }));
  const autoscaler = autoscalingTags(context.clusterName, nodeTemplate(settings, labels), zone);
  return [
    ...propagated.map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
    ...autoscaler.map(({ key, value }) => ({ key, value, propagateAtLaunch: false })),
  ];
}
