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
  return `EKS provides no ${family} AMIs from Kubernetes ${goneFrom} on: write ${instead}`;
}

const amiFamily = z.enum(amiFamilies).register(hints, { hint: retired });

const ami = z.strictObject({
  id: ec2Id("ami").optional().describe("ID of a custom AMI. Default: the newest that AWS publishes for the instance types"),
  family: amiFamily.describe("Family of the AMI, or that a custom one is built from; determines the format of the user data"),
  architecture: z
    .enum(["x86_64", "arm64"])
    .optional()
    .describe("CPU architecture of instance types that are newer than the table of instance families. Default: from the table"),
  accelerator: z
    .enum(["nvidia", "neuron"])
    .optional()
    .describe("Accelerator of such instance types, whose driver the AMI needs. Default: none"),
});

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

const userDataPart = z.strictObject({
  type: z
    .enum(["shell", "cloudConfig", "nodeConfig"])
    .describe("Who reads it: a shell or cloud-init at boot, or nodeadm before the node joins"),
  content: z.string().min(1).describe("Its text"),
});

/** One entry of section `nodePools`. */
export const nodePool = z.strictObject({
  kind: z.enum(["managed", "selfManaged"]).default("managed").describe("EKS managed node group, or a self-managed Auto Scaling group"),
  instanceTypes: z.array(z.string()).min(1).max(20).default(["t4g.large"]).describe("EC2 instance types, all of the same CPU architecture"),
  capacity: z.enum(["onDemand", "spot"]).default("onDemand").describe("Capacity type"),
  size: size.prefault({}).describe("Number of nodes per group; with `perZone`, that is per zone"),
  spread: z
    .enum(["multiZone", "perZone"])
    .default("multiZone")
    .describe("One group over all zones (stateless), or one group per zone (stateful)"),
  ami: z.union([amiFamily, ami]).default("al2023").describe("Operating system, or a custom AMI"),
  disk: z
    .strictObject({
      sizeGiB: z.int().min(20).max(16384).default(50).describe("Size of the root volume in GiB"),
      type: z.enum(["gp3", "gp2"]).default("gp3").describe("EBS volume type"),
    })
    .prefault({})
    .describe("Root volume of the nodes; always encrypted"),
  labels: z.record(z.string(), z.string()).default({}).describe("Kubernetes labels of the nodes"),
  taints: z.array(taint).default([]).describe("Kubernetes taints of the nodes"),
  update: z
    .strictObject({ maxUnavailablePercentage: z.int().min(1).max(100).default(33).describe("Percentage of the nodes") })
    .prefault({})
    .describe("Maximum share of nodes that are replaced at the same time; for selfManaged, during the instance refresh"),
  repair: z.boolean().optional().describe("Replace unhealthy nodes automatically. Default: true. Not supported with selfManaged"),
  userData: z
    .union([z.string(), z.array(userDataPart)])
    .default("")
    .describe(
      "al2023: a script, `#cloud-config`, a NodeConfig or a MIME document, recognized by the first line, or a list of parts; bottlerocket: settings in TOML. Merged with what lets the node join",
    ),
  ssm: z
    .boolean()
    .default(true)
    .describe("Allow shell access to the nodes by AWS Systems Manager Session Manager; false removes the permissions from the node role"),
  policies: z.array(policyArn).default([]).describe("ARNs of additional managed policies of the node role"),
});

/** Section `nodePools`: name -> pool. */
export const nodePools = z.record(entryName, nodePool);
