import { z } from "zod";
import { namespaceName, resourceStatements, retentionDays, text } from "../../util/schemas";
import { principalArn } from "./arns";
import { anyCidr, cidr, ec2Id, entryName } from "./scalars";

export const natStrategies = ["none", "single", "perZone", "regional"] as const;

const zoneName = text(/^[a-z0-9-]+$/, "the name of a zone such as eu-west-1a");

const flowLogs = z.strictObject({
  retentionDays: retentionDays
    .optional()
    .describe(
      "Retention of the flow logs in CloudWatch in days; 0 means never expire. Default: 30, unless bucketArn or firehoseArn is set",
    ),
  bucketArn: text(
    /^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[!-~]*)?$/,
    "the ARN of an S3 bucket such as arn:aws:s3:::flow-logs",
  )
    .optional()
    .describe("ARN of an S3 bucket, with a prefix if you like, that gets the flow logs instead of CloudWatch"),
  firehoseArn: text(
    /^arn:aws[a-z-]*:firehose:[a-z0-9-]+:\d{12}:deliverystream\/[A-Za-z0-9._-]{1,64}$/,
    "the ARN of a Firehose stream such as arn:aws:firehose:eu-west-1:111122223333:deliverystream/flow-logs",
  )
    .optional()
    .describe("ARN of a stream of Amazon Data Firehose in the account that gets them instead"),
});

const allocationIds = z.array(ec2Id("eipalloc")).min(1);

const natAddresses = z.strictObject({
  type: z.enum(natStrategies).default("single").describe("NAT gateways: none, one for all zones, one per zone, or one regional gateway"),
  allocationIds: z
    .union([allocationIds, z.record(zoneName, allocationIds)])
    .optional()
    .describe(
      "Existing Elastic IP addresses, one per gateway, in the order of the zones; for a regional gateway one per zone, or a map of zone names to lists. Default: new ones",
    ),
});

const route = z.strictObject({
  cidr: anyCidr.describe("Destination; 0.0.0.0/0 and, with `cluster.ipFamily: ipv6`, ::/0 are default routes"),
  transitGatewayId: ec2Id("tgw").optional().describe("Transit gateway, to which the stack attaches the VPC"),
  virtualPrivateGatewayId: ec2Id("vgw").optional().describe("Virtual private gateway, which the stack attaches to the VPC"),
  vpcPeeringConnectionId: ec2Id("pcx").optional().describe("VPC peering connection"),
  networkInterfaceId: ec2Id("eni").optional().describe("Network interface, such as that of a firewall"),
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
  controlPlaneSubnetIds: z
    .array(ec2Id("subnet"))
    .min(2)
    .optional()
    .describe("Subnets of the control plane, in at least two zones. Default: private subnets"),
  podSubnetIds: z
    .record(zoneName, ec2Id("subnet"))
    .optional()
    .describe("Subnets for pods by zone, one for each zone of the nodes. Default: pods have addresses of the private subnets"),
  outpostSubnetIds: z
    .record(entryName, ec2Id("subnet"))
    .optional()
    .describe("Name -> subnet on an Outpost, for pools with this `outpost`. The control plane is never there. Default: none"),
});

const outpost = z.strictObject({
  arn: text(
    /^arn:aws[a-z-]*:outposts:[a-z0-9-]+:\d{12}:outpost\/op-[0-9a-f]+$/,
    "the ARN of an Outpost such as arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0",
  ).describe("ARN of the Outpost"),
  zone: zoneName.describe("Availability zone that the Outpost is connected to, one of `zones`"),
});

const pods = z.strictObject({
  cidr: cidr.describe("Another address range of the VPC, /16 to /27: each zone gets a subnet of it for pods"),
});

const nameServer = text(/^(AmazonProvidedDNS|[0-9a-fA-F.:]+)$/, "an IP address such as 10.9.0.2, or AmazonProvidedDNS");

const dhcpOptions = z.strictObject({
  domainName: text(/^[A-Za-z0-9.-]+$/, "a domain such as corp.example.com")
    .optional()
    .describe("Domain that instances complete short names with. Default: that of the region, such as eu-west-1.compute.internal"),
  domainNameServers: z
    .array(nameServer)
    .min(1)
    .max(4)
    .optional()
    .describe("DNS servers of instances, in their order: addresses, or AmazonProvidedDNS. Default: [AmazonProvidedDNS]"),
  ntpServers: z
    .array(text(/^[0-9a-fA-F.:]+$/, "an IP address such as 10.9.0.3"))
    .min(1)
    .max(4)
    .optional()
    .describe("Addresses of time servers. Default: that of AWS, which instances know"),
});

const bastion = z.strictObject({
  instanceType: text(/^[a-z0-9-]+\.[a-z0-9-]+$/, "an instance type such as t4g.micro")
    .default("t4g.micro")
    .describe("Instance type"),
  principals: z
    .array(principalArn)
    .default([])
    .describe(
      "ARNs of IAM roles and users of the account that may forward ports by it, in addition to principals that have the permissions already",
    ),
});

/** Section `network`: the VPC to create, or the one that exists. */
export const network = z.strictObject({
  cidr: cidr.default("10.0.0.0/16").describe("Address range of the VPC, /16 to /26, large enough for its zones"),
  zones: z
    .union([z.int().min(2), z.array(zoneName).min(2)])
    .optional()
    .describe("Number of availability zones, or their names. Default: 3, or all zones that EKS supports if the region has fewer"),
  publicSubnets: z
    .boolean()
    .default(true)
    .describe("Public subnets, and the internet gateway that their routes lead to; false requires `nat: none` and creates neither"),
  nat: z
    .union([z.enum(natStrategies), natAddresses])
    .optional()
    .describe(
      "NAT gateways: none, one for all zones, one per zone, or one regional gateway, which AWS spreads over the zones. Default: single, or none without public subnets. With `none`, nodes and Fargate need a default route in `routes`, `endpoints: private`, or a list of all endpoints that they call",
    ),
  controlPlaneSubnets: z
    .boolean()
    .default(false)
    .describe("A subnet of its own for the control plane, a /28, in each of its zones; false: it shares the private subnets"),
  routes: z.array(route).default([]).describe("Additional routes of the private subnets"),
  endpoints: z
    .union([z.literal("private"), z.array(z.string())])
    .default(["s3"])
    .describe("VPC endpoints by short name, or `private`: all endpoints that a cluster without NAT and its add-ons need"),
  endpointPolicies: z
    .record(text(/^([a-z0-9.-]+|\*)$/, "the short name of a VPC endpoint such as s3, or *"), resourceStatements)
    .default({})
    .describe(
      "Policies of VPC endpoints, by short name, or * for all without one of their own: lists of statements in the format of IAM. Default: all requests pass",
    ),
  pods: pods.optional().describe("Subnets for pods in a range of their own. Default: pods have addresses of the private subnets"),
  isolatedSubnets: z
    .array(namespaceName)
    .min(1)
    .optional()
    .describe(
      "Names of up to three groups of subnets without a route out of the VPC, such as [database, cache], each with a subnet in every zone. Add others at the end. Default: none",
    ),
  dhcpOptions: dhcpOptions.optional().describe("DHCP options of the VPC. Default: those of the region"),
  bastion: z
    .union([z.literal(false), z.literal(true).transform(() => bastion.parse({})), bastion])
    .default(false)
    .describe("Host without public address, by which Session Manager forwards ports to the private endpoint of the API server"),
  localZones: z
    .array(zoneName)
    .min(1)
    .optional()
    .describe("Local Zones, each with a private subnet for pools that name it in `zones`; the account must have opted in. Default: none"),
  outposts: z
    .record(entryName, outpost)
    .optional()
    .describe("Name -> Outpost with a private subnet, for pools with this `outpost`. The control plane is never there. Default: none"),
  flowLogs: z
    .union([z.literal(false), z.literal(true).transform(() => flowLogs.parse({})), flowLogs])
    .default(false)
    .describe("VPC flow logs to CloudWatch, S3 or Firehose; true means CloudWatch with a retention of 30 days"),
  existing: existing.optional().describe("An existing VPC, instead of all settings above"),
});
