import { z } from "zod";
import { cidr, name, retentionDays } from "./scalars";

export const natStrategies = ["none", "single", "perZone"] as const;

const flowLogs = z.strictObject({
  retentionDays: retentionDays.default(30).describe("Days that CloudWatch keeps the flow logs; 0: for ever"),
});

const existing = z.strictObject({
  vpcId: z
    .string()
    .regex(/^vpc-[0-9a-z]+$/, "a VPC id such as vpc-0123456789abcdef0")
    .describe("Id of the VPC"),
  privateSubnetIds: z.array(subnetId()).min(1).describe("Ids of the private subnets, where nodes and the control plane live"),
  publicSubnetIds: z.array(subnetId()).default([]).describe("Ids of the public subnets, for internet-facing load balancers"),
  zones: z.array(name).optional().describe("Zones of the private subnets, in the same order; `perZone` pools need it"),
});

function subnetId() {
  return z.string().regex(/^subnet-[0-9a-z]+$/, "a subnet id such as subnet-0123456789abcdef0");
}

/** Section `network`: the VPC that is made, or the one that exists. */
export const network = z.strictObject({
  cidr: cidr.default("10.0.0.0/16").describe("Address range of the VPC, /16 to /28"),
  zones: z
    .union([z.int().min(2), z.array(name).min(2)])
    .optional()
    .describe("How many availability zones, or their names; default 3, or all that EKS can use where a region has fewer"),
  nat: z.enum(natStrategies).default("single").describe("NAT gateways: none, one for all zones, or one per zone"),
  endpoints: z
    .union([z.literal("private"), z.array(z.string())])
    .default(["s3"])
    .describe("VPC endpoints by short name, or `private`: all that a cluster without NAT needs"),
  flowLogs: z
    .union([z.literal(false), flowLogs])
    .default(false)
    .describe("VPC flow logs to CloudWatch"),
  existing: existing.optional().describe("A VPC that exists, instead of all of the above"),
});
