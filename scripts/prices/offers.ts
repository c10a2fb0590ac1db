// Maps rows of AWS's price list to prices in the tables.
import type { PriceRow } from "./price-list";

/** A price in the tables, and the rows that contain it. */
export interface OfferRule {
  /** Name in the tables, such as `nat.hour`. */
  readonly name: string;
  /** Usage type without the region's prefix, which differs between services. */
  readonly usageType: string;
  /** Required if several operations share a usage type. */
  readonly operation?: string;
  /** Units of the table per unit of the list. Default: 1. */
  readonly factor?: number;
  /** Other required columns. */
  readonly where?: (row: PriceRow) => boolean;
}

const million = 1e6;
const application = { operation: "LoadBalancing:Application" };
const network = { operation: "LoadBalancing:Network" };

/** By service code. */
export const offers: Readonly<Record<string, readonly OfferRule[]>> = {
  AmazonEC2: [
    { name: "nat.hour", usageType: "NatGateway-Hours", operation: "NatGateway" },
    { name: "nat.gb", usageType: "NatGateway-Bytes", operation: "NatGateway" },
    { name: "ebs.gp3.gb", usageType: "EBS:VolumeUsage.gp3" },
    { name: "ebs.gp3.iops", usageType: "EBS:VolumeP-IOPS.gp3" },
    { name: "ebs.gp3.throughput", usageType: "EBS:VolumeP-Throughput.gp3", factor: 1 / 1024 }, // listed per GiB/s
    { name: "ebs.snapshot.gb", usageType: "EBS:SnapshotUsage" },
  ],
  AmazonEKS: [
    { name: "eks.cluster.standard", usageType: "AmazonEKS-Hours:perCluster" },
    { name: "eks.cluster.extendedSurcharge", usageType: "AmazonEKS-Hours:extendedSupport" },
    ...["xl", "2xl", "4xl", "8xl"].map((tier) => ({
      name: `eks.provisionedControlPlane.${tier}`,
      usageType: `AmazonEKS-Hours:${tier.toUpperCase()}-ProvisionedTier`,
    })),
    { name: "eks.hybridNodes.tier1", usageType: "AmazonEKSHybridNodes-Hours:pervCPU" },
    ...["ArgoCD", "ACK", "KRO"].flatMap((capability) => [
      { name: `eks.capability.${capability.toLowerCase()}.base`, usageType: `AmazonEKSCapabilities-${capability}-Hours:perCapability` },
      {
        name: `eks.capability.${capability.toLowerCase()}.perResource`,
        usageType: `AmazonEKSCapabilities-${capability}-CR-Hours:perCustomResource`,
      },
    ]),
    { name: "fargate.x86.vcpu", usageType: "Fargate-vCPU-Hours:perCPU" },
    { name: "fargate.x86.memory", usageType: "Fargate-GB-Hours" },
    { name: "fargate.ephemeralStorage", usageType: "Fargate-EphemeralStorage-GB-Hours" },
  ],
  AmazonVPC: [
    { name: "ipv4.hour", usageType: "PublicIPv4:InUseAddress" },
    { name: "vpce.hour", usageType: "VpcEndpoint-Hours", operation: "VpcEndpoint" },
    { name: "vpce.gb", usageType: "VpcEndpoint-Bytes", operation: "VpcEndpoint" },
  ],
  AWSELB: [
    { name: "alb.hour", usageType: "LoadBalancerUsage", ...application },
    { name: "alb.lcu", usageType: "LCUUsage", ...application },
    { name: "nlb.hour", usageType: "LoadBalancerUsage", ...network },
    { name: "nlb.nlcu", usageType: "LCUUsage", ...network },
  ],
  AmazonCloudWatch: [
    { name: "cloudwatch.logs.ingest.gb", usageType: "DataProcessing-Bytes" },
    { name: "cloudwatch.logs.vended.gb", usageType: "VendedLog-Bytes" },
    { name: "cloudwatch.logs.storage.gb", usageType: "TimedStorage-ByteHrs" },
    { name: "cloudwatch.metric.month", usageType: "CW:MetricMonitorUsage" },
    { name: "cloudwatch.alarm.month", usageType: "CW:AlarmMonitorUsage" },
  ],
  AmazonPrometheus: [
    { name: "amp.ingest", usageType: "AMP:MetricSampleCount", factor: 10 * million },
    { name: "amp.storage.gb", usageType: "AMP:MetricStorageByteHrs" },
  ],
  awskms: [
    { name: "kms.key.month", usageType: "KMS-Keys" },
    { name: "kms.requests.10k", usageType: "KMS-Requests", factor: 10_000 },
  ],
  AWSSecretsManager: [
    { name: "secretsmanager.secret.month", usageType: "AWSSecretsManager-Secrets" },
    { name: "secretsmanager.secret.month", usageType: "AWSSecretsManager-Secret" },
    { name: "secretsmanager.requests.10k", usageType: "AWSSecretsManagerAPIRequest", factor: 10_000 },
  ],
  AmazonS3: [{ name: "s3.standard.gb", usageType: "TimedStorage-ByteHrs" }],
  AmazonECR: [{ name: "ecr.storage.gb", usageType: "TimedStorage-ByteHrs" }],
  AWSQueueService: [{ name: "sqs.requests.million", usageType: "Requests-Tier1", factor: million }],
  AWSDataTransfer: [
    { name: "transfer.crossAz.gb", usageType: "DataTransfer-Regional-Bytes" },
    { name: "transfer.internetOut.gb", usageType: "DataTransfer-Out-Bytes", where: (row) => row.attribute("tolocation") === "External" },
  ],
};

/** Prefix of a region in usage types: `EUC1-`, the region's name, or none; `TS-` marks load balancers of another kind. */
const prefix = /^(?!TS-)(?:[A-Z]{2,3}\d?-|[a-z]{2}(?:-[a-z]+)+-\d-)?$/;

export function follows(row: PriceRow, { usageType, operation, where }: OfferRule): boolean {
  const isUsage = row.usageType.endsWith(usageType) && prefix.test(row.usageType.slice(0, -usageType.length));
  return isUsage && (operation === undefined || row.operation === operation) && (where?.(row) ?? true);
}

/** The instance type of a row with an on-demand price for Linux on shared tenancy; undefined for other rows. */
export function linuxType(row: PriceRow): string | undefined {
  const isLinux =
    row.operation === "RunInstances" &&
    /(^|-)BoxUsage(:|$)/.test(row.usageType) &&
    row.attribute("operatingsystem") === "Linux" &&
    row.attribute("tenancy") === "Shared" &&
    row.attribute("preinstalledsw") === "NA" &&
    row.attribute("capacitystatus") === "Used";
  return isLinux ? row.attribute("instancetype") || undefined : undefined;
}
