import { z } from "zod";
import { type AmiFamily, amis, retiredAmiFamilies } from "../../reference/ami-types";
import { policyArn } from "../../util/schemas";
import { hints } from "../validation/messages";
import { ec2Id, entryName } from "./scalars";

export const amiFamilies = Object.keys(amis) as [AmiFamily, ...AmiFamily[]];
export const taintEffects = ["NoSchedule", "NoExecute", "PreferNoSchedule"] as const;

/** Says of a family that EKS had what to use instead. */
function retired(family: unknown): string | undefined {
  if (typeof family !== "string" || !Object.hasOwn(retiredAmiFamilies, family)) return undefined;
  const { goneFrom, instead } = retiredAmiFamilies[family]!;
  return `EKS has no ${family} AMIs from Kubernetes ${goneFrom} on: write ${instead}`;
}

const amiFamily = z.enum(amiFamilies).register(hints, { mend: retired });

const ownAmi = z.strictObject({
  id: ec2Id("ami").describe("Id of the AMI"),
  family: amiFamily.describe("Which family the AMI is built from; decides its user data"),
});

const size = z.strictObject({
  min: z.int().min(0).default(1).describe("Fewest nodes of a group"),
  max: z.int().min(1).default(3).describe("Most nodes of a group"),
  desired: z.int().min(0).optional().describe("Nodes of a group at the start. Default: min"),
});

const taint = z.strictObject({
  key: z.string().min(1).describe("Key"),
  value: z.string().default("").describe("Value"),
  effect: z.enum(taintEffects).describe("What happens to pods that do not tolerate it"),
});

/** One entry of section `nodePools`. */
export const nodePool = z.strictObject({
  kind: z.enum(["managed", "selfManaged"]).default("managed").describe("EKS managed node group, or an Auto Scaling group of our own"),
  instanceTypes: z.array(z.string()).min(1).max(20).default(["t4g.large"]).describe("EC2 instance types, all of one architecture"),
  capacity: z.enum(["onDemand", "spot"]).default("onDemand").describe("How instances are bought"),
  size: size.prefault({}).describe("Nodes per group; under `perZone` that is per zone"),
  spread: z
    .enum(["multiZone", "perZone"])
    .default("multiZone")
    .describe("One group over all zones (stateless), or one group per zone (stateful)"),
  ami: z.union([amiFamily, ownAmi]).default("al2023").describe("Operating system, or an AMI of your own"),
  disk: z
    .strictObject({
      sizeGiB: z.int().min(20).max(16384).default(50).describe("Size of the root volume in GiB"),
      type: z.enum(["gp3", "gp2"]).default("gp3").describe("EBS volume type"),
    })
    .prefault({})
    .describe("The nodes' volume; always encrypted"),
  labels: z.record(z.string(), z.string()).default({}).describe("Kubernetes labels of the nodes"),
  taints: z.array(taint).default([]).describe("Kubernetes taints of the nodes"),
  update: z
    .strictObject({ maxUnavailablePercentage: z.int().min(1).max(100).default(33).describe("Percentage of the nodes") })
    .prefault({})
    .describe("How many nodes may be replaced at once; on selfManaged: the instance refresh"),
  repair: z.boolean().optional().describe("Replace unhealthy nodes automatically. Default: true; an error on selfManaged"),
  userData: z.string().default("").describe("Shell for al2023, TOML for bottlerocket, merged with ours"),
  ssm: z
    .boolean()
    .default(true)
    .describe("Let Session Manager of AWS Systems Manager open shells on the nodes; false takes the permissions from the node role"),
  policies: z.array(policyArn).default([]).describe("ARNs of further managed policies of the node role"),
});

/** Section `nodePools`: name -> pool. */
export const nodePools = z.record(entryName, nodePool);
