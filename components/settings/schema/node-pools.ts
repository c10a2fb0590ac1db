import { z } from "zod";
import { nodeConditions } from "../../reference/node-conditions";
import { iamPermissions, policyArn, text } from "../../util/schemas";
import { hints } from "../validation/messages";
import { roleArn } from "./arns";
import { kubernetesVersion } from "./cluster";
import { ami, amiFamily } from "./node-ami";
import { poolDisk, volumes } from "./node-volumes";
import { ec2Id, entryName } from "./scalars";

export const taintEffects = ["NoSchedule", "NoExecute", "PreferNoSchedule"] as const;

const size = z.strictObject({
  min: z.int().min(0).default(1).describe("Minimum number of nodes in a group"),
  max: z.int().min(1).default(3).describe("Maximum number of nodes in a group"),
  desired: z.int().min(0).optional().describe("Initial number of nodes in a group. Default: min"),
});

const taint = z.strictObject({
  key: z.string().min(1).describe("Key"),
  value: z.string().default("").describe("Value"),
  effect: z.enum(taintEffects).describe("Effect on pods that do not tolerate it"),
});

const percentage = z.int().min(1).max(100);

const update = z.strictObject({
  maxUnavailablePercentage: percentage
    .optional()
    .describe("Maximum share of the nodes, in percent. Default: 33, unless maxUnavailable is set"),
  maxUnavailable: z.int().min(1).max(100).optional().describe("Maximum number of nodes, instead of a percentage. Not with selfManaged"),
  force: z
    .boolean()
    .optional()
    .describe(
      "Terminate nodes even if their pods cannot be evicted, for example because of a PodDisruptionBudget. Default: false. Not with selfManaged",
    ),
  strategy: z
    .enum(["default", "minimal"])
    .optional()
    .describe(
      "Start new nodes before old ones are terminated, or first terminate, to stay within scarce capacity. Default: default. Not with selfManaged",
    ),
});

const repairOverride = z.strictObject({
  condition: z.enum(nodeConditions).describe("Node condition that the node monitoring agent sets"),
  reason: text(/^[A-Za-z][A-Za-z0-9]*$/, "a reason such as NvidiaXID31Error").describe(
    "Its reason, such as NvidiaXID31Error or IPAMDNotRunning",
  ),
  waitMinutes: z.int().min(1).describe("Minutes that the condition must last before the node is repaired"),
  action: z.enum(["replace", "reboot", "noAction"]).describe("What EKS does with the node"),
});

const repair = z.strictObject({
  enabled: z.boolean().default(true).describe("Replace unhealthy nodes automatically"),
  maxUnhealthyPercentage: percentage
    .optional()
    .describe("Repair no node while more than this share of the nodes is unhealthy. Default: EKS's own limit"),
  maxUnhealthy: z.int().min(1).max(100).optional().describe("The same as a number of nodes, instead of a percentage"),
  maxParallelPercentage: percentage.optional().describe("Share of the unhealthy nodes that are repaired at the same time"),
  maxParallel: z.int().min(1).max(100).optional().describe("The same as a number of nodes, instead of a percentage"),
  overrides: z
    .array(repairOverride)
    .min(1)
    .optional()
    .describe(
      "Other actions and times for single reasons. They enable the add-on `eks-node-monitoring-agent`, which reports the reasons. Default: those of EKS",
    ),
});

const mixedCapacity = z.strictObject({
  onDemandBase: z.int().min(0).max(1000).default(0).describe("Number of nodes that are on-demand before any other"),
  onDemandPercentage: z
    .int()
    .min(0)
    .max(100)
    .default(0)
    .describe("Percentage of the further nodes that are on-demand; the others are spot"),
});

const reservation = z.strictObject({
  id: text(/^cr-[0-9a-z]+$/, "the ID of a capacity reservation such as cr-0123456789abcdef0")
    .optional()
    .describe("ID of the reservation"),
  type: z
    .enum(["odcr", "capacityBlock"])
    .default("odcr")
    .describe("On-Demand Capacity Reservation, or Capacity Block for ML, which starts and ends at a fixed time"),
  resourceGroupArn: text(
    /^arn:aws[a-z-]*:resource-groups:[a-z0-9-]+:\d{12}:group\/[!-~]+$/,
    "the ARN of a resource group such as arn:aws:resource-groups:eu-west-1:111122223333:group/reservations",
  )
    .optional()
    .describe("ARN of a resource group of reservations, instead of `id`"),
});

const warmPool = z.strictObject({
  min: z.int().min(0).default(0).describe("Minimum number of instances in the warm pool"),
  maxPrepared: z.int().min(1).optional().describe("Maximum number of instances in warm pool and group together. Default: the size's `max`"),
  state: z.enum(["stopped", "running", "hibernated"]).default("stopped").describe("State of the instances in the warm pool"),
  reuse: z.boolean().default(false).describe("Return instances to the warm pool when the group shrinks. Not with bottlerocket"),
});

const userDataPart = z.strictObject({
  type: z
    .enum(["shell", "cloudConfig", "nodeConfig"])
    .describe("Who reads it: a shell or cloud-init at boot, or nodeadm before the node joins"),
  content: z.string().min(1).describe("Its text"),
});

export const userData = z.union([z.string(), z.array(userDataPart)]).default("");

/** One entry of section `nodePools`. */
export const nodePool = z
  .strictObject({
    kind: z.enum(["managed", "selfManaged"]).default("managed").describe("EKS managed node group, or a self-managed Auto Scaling group"),
    instanceTypes: z
      .array(z.string())
      .min(1)
      .max(20)
      .default(["t4g.large"])
      .describe("EC2 instance types, all of the same CPU architecture"),
    capacity: z
      .union([z.enum(["onDemand", "spot"]), mixedCapacity])
      .default("onDemand")
      .describe("Capacity type, or a mixture of both with selfManaged"),
    reservation: reservation
      .optional()
      .describe("Capacity that is reserved for the nodes. Default: none; open reservations are used anyway"),
    placementGroup: z
      .enum(["cluster", "partition", "spread"])
      .optional()
      .describe("Placement of the instances of each group: close together, in partitions, or each on hardware of its own. Default: none"),
    efa: z
      .boolean()
      .optional()
      .describe(
        "Elastic Fabric Adapter: a network interface for it on each network card of the instances, all in one zone. Default: false",
      ),
    warmPool: warmPool.optional().describe("Instances that have booted before they are needed. Only managed. Default: none"),
    size: size.prefault({}).describe("Number of nodes per group; with `perZone`, that is per zone"),
    spread: z
      .enum(["multiZone", "perZone"])
      .default("multiZone")
      .describe("One group over all zones (stateless), or one group per zone (stateful)"),
    ami: z.union([amiFamily, ami]).default("al2023").describe("Operating system, or a custom AMI"),
    disk: poolDisk.prefault({}).describe("Root volume of the nodes; always encrypted"),
    volumes,
    instanceStore: z
      .enum(["raid0"])
      .optional()
      .describe(
        "Instance store volumes: `raid0` makes one volume of them for container images, pods and their logs. Default: they are not used",
      ),
    labels: z.record(z.string(), z.string()).default({}).describe("Kubernetes labels of the nodes"),
    taints: z.array(taint).optional().describe("Kubernetes taints of the nodes. Default: none; os=windows:NoSchedule on Windows"),
    update: update
      .prefault({})
      .describe("Maximum number of nodes that are replaced at the same time; for selfManaged, during the instance refresh"),
    repair: z
      .union([z.boolean(), repair])
      .optional()
      .describe("Replace unhealthy nodes automatically. Default: true. Not supported with selfManaged and on Windows"),
    version: kubernetesVersion
      .optional()
      .describe("Kubernetes version of the nodes, quoted, for upgrades of the control plane before the nodes. Default: the cluster's"),
    zones: z
      .array(z.string())
      .min(1)
      .optional()
      .describe("Zones of the nodes, Local Zones among them. Default: all zones of the network, without Local Zones"),
    subnetIds: z.array(ec2Id("subnet")).min(1).optional().describe("Subnets of the nodes, instead of zones. Default: the private subnets"),
    outpost: entryName
      .optional()
      .describe("Outpost of the nodes, by its name in `network`; needs selfManaged, on-demand and gp2. Default: the zones of the network"),
    maxPods: z.int().min(4).max(737).optional().describe("Maximum number of pods on a node. Default: what its network interfaces hold"),
    roleArn: roleArn.optional().describe("Existing node role, with everything that nodes need. Default: a new role"),
    hopLimit: z
      .int()
      .min(1)
      .max(64)
      .default(1)
      .describe(
        "Network hops of answers of the instance metadata service (IMDSv2). With 1, pods on the pod network cannot use the node role; with 2 they can",
      ),
    monitoring: z.boolean().default(false).describe("Detailed monitoring of the instances in CloudWatch, each minute, at extra cost"),
    securityGroupIds: z.array(ec2Id("sg")).default([]).describe("Security groups of the nodes in addition to that of the cluster"),
    tags: z
      .record(z.string(), z.string())
      .default({})
      .describe("Tags of the pool's AWS resources in addition to those of the stack, which they override"),
    userData: userData.describe(
      "al2023: a script, `#cloud-config`, a NodeConfig or a MIME document, recognized by the first line, or a list of parts; bottlerocket: settings in TOML; Windows: a PowerShell script. Merged with what lets the node join",
    ),
    ssm: z
      .boolean()
      .default(true)
      .describe("Allow shell access to the nodes by AWS Systems Manager Session Manager; false removes the permissions from the node role"),
    policies: z.array(policyArn).default([]).describe("ARNs of additional managed policies of the node role"),
    statements: iamPermissions.statements
      .unwrap()
      .optional()
      .describe("Further statements of an inline policy of the node role, in the format of IAM. Default: none"),
  })
  .register(hints, { keys: { fips: "unknown key; write `ami: { type }` with a FIPS type such as BOTTLEROCKET_x86_64_FIPS" } });

/** Section `nodePools`: name -> pool. */
export const nodePools = z.record(entryName, nodePool);
