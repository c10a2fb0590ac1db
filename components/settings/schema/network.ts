import { z } from "zod";
import { retentionDays, text } from "../../util/schemas";
import { cidr, ec2Id } from "./scalars";

export const natStrategies = ["none", "single", "perZone"] as const;

const zoneName = text(/^[a-z0-9-]+$/, "the name of a zone such as eu-west-1a");

const flowLogs = z.strictObject({
  retentionDays: retentionDays.default(30).describe("Retention of the flow logs in days; 0 means never expire"),
});

const existing = z.strictObject({
  vpcId: ec2Id("vpc").describe("ID of the VPC"),
  privateSubnetIds: z.array(ec2Id("subnet")).min(1).describe("IDs of the private subnets, for nodes and the control plane"),
  publicSubnetIds: z.array(ec2Id("subnet")).default([]).describe("IDs of the public subnets, for internet-facing load balancers"),
  zones: z
    .array(zoneName)
    .min(1)
    .optional()
    .describe(
      "Zones of the private subnets, in the same order; required by `perZone` pools. If set, the control plane uses the first subnet of each of the first two zones, otherwise all private subnets",
    ),
});

/** Section `network`: the VPC that is made, or the one that exists. */
export const network = z.strictObject({
  cidr: cidr.default("10.0.0.0/16").describe("Address range of the VPC, /16 to /26, large enough for its zones"),
  zones: z
    .union([z.int().min(2), z.array(zoneName).min(2)])
    .optional()
    .describe("Number of availability zones, or their names. Default: 3, or all zones that EKS supports if the region has fewer"),
  nat: z
    .enum(natStrategies)
    .default("single")
    .describe(
      "NAT gateways: none, one for all zones, or one per zone. With `none`, nodes and Fargate need `endpoints: private` or a list of all endpoints that they call",
    ),
  endpoints: z
    .union([z.literal("private"), z.array(z.string())])
    .default(["s3"])
    .describe("VPC endpoints by short name, or `private`: all endpoints that a cluster without NAT and its add-ons need"),
  flowLogs: z
    .union([z.literal(false), z.literal(true).transform(() => flowLogs.parse({})), flowLogs])
    .default(false)
    .describe("VPC flow logs to CloudWatch; true means with a retention of 30 days"),
  existing: existing.optional().describe("An existing VPC, instead of all settings above"),
});
