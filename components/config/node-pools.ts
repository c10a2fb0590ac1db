import { z } from "zod";
import { arn, name } from "./scalars";

export const amiFamilies = ["al2023", "bottlerocket"] as const;
export const taintEffects = ["NoSchedule", "NoExecute", "PreferNoSchedule"] as const;

const ownAmi = z.strictObject({
  id: z
    .string()
    .regex(/^ami-[0-9a-z]+$/, "an AMI id such as ami-0123456789abcdef0")
    .describe("Id of the AMI"),
  family: z.enum(amiFamilies).describe("Which family the AMI is built from; decides its user data"),
});

const size = z.strictObject({
  min: z.int().min(0).default(1).describe("Fewest nodes of a group"),
  max: z.int().min(1).default(3).describe("Most nodes of a group"),
  desired: z.int().min(0).optional().describe("Nodes of a group at the start; default min"),
});

const taint = z.strictObject({
  key: z.string().min(1),
  value: z.string().default(""),
  effect: z.enum(taintEffects),
});

/** One entry of section `nodePools`. */
export const nodePool = z.strictObject({
  kind: z.enum(["managed", "selfManaged"]).default("managed").describe("EKS managed node group, or an Auto Scaling group of our own"),
  instanceTypes: z.array(z.string()).min(1).default(["t4g.large"]).describe("EC2 instance types, all of one architecture"),
  capacity: z.enum(["onDemand", "spot"]).default("onDemand").describe("How instances are bought"),
  size: size.prefault({}).describe("Nodes per group; under `perZone` that is per zone"),
  spread: z
    .enum(["multiZone", "perZone"])
    .default("multiZone")
    .describe("One group over all zones (stateless), or one group per zone (stateful)"),
  ami: z
    .union([z.enum(amiFamilies), ownAmi])
    .default("al2023")
    .describe("Operating system, or an AMI of your own"),
  disk: z
    .strictObject({
      sizeGiB: z.int().min(20).max(16384).default(50).describe("Size of the root volume in GiB"),
      type: z.enum(["gp3", "gp2", "io1", "io2"]).default("gp3").describe("EBS volume type"),
    })
    .prefault({})
    .describe("The nodes' volume; always encrypted"),
  labels: z.record(z.string(), z.string()).default({}).describe("Kubernetes labels of the nodes"),
  taints: z.array(taint).default([]).describe("Kubernetes taints of the nodes"),
  update: z
    .strictObject({ maxUnavailablePercentage: z.int().min(1).max(100).default(33) })
    .prefault({})
    .describe("How many nodes may be replaced at once; on selfManaged: the instance refresh"),
  repair: z.boolean().optional().describe("Replace unhealthy nodes automatically; default true, an error on selfManaged"),
  userData: z.string().default("").describe("Shell for al2023, TOML for bottlerocket, merged with ours"),
  policies: z.array(arn).default([]).describe("ARNs of further managed policies of the node role"),
});

/** Section `nodePools`: name -> pool. */
export const nodePools = z.record(name, nodePool);
