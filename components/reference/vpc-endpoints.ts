// VPC endpoints by short name: kind, and service name per partition.
// Source: aws-cdk `aws-ec2/lib/vpc-endpoint.ts` (2026), generated from DescribeVpcEndpointServices; eksctl `pkg/cfn/builder` agrees for
// the services it knows. `eks-auth` in China: from a public Terraform module's test; no list was found.
import { partitionOf } from "./partition";
import type { Partition } from "./regions";

/** Services reached through route tables, free of charge. */
export const gatewayEndpoints = ["s3", "dynamodb"] as const;

/** Services reached through network interfaces in the private subnets, paid by the hour and zone. */
export const interfaceEndpoints = [
  "access-analyzer",
  "acm",
  "acm-pca",
  "application-autoscaling",
  "application-signals",
  "aps",
  "aps-workspaces",
  "athena",
  "autoscaling",
  "backup",
  "batch",
  "bedrock",
  "bedrock-agent",
  "bedrock-agent-runtime",
  "bedrock-runtime",
  "cloudformation",
  "cloudtrail",
  "codeartifact.api",
  "codeartifact.repositories",
  "codebuild",
  "codecommit",
  "config",
  "datasync",
  "dms",
  "ebs",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "ecs",
  "ecs-agent",
  "ecs-telemetry",
  "eks",
  "eks-auth",
  "elasticache",
  "elasticfilesystem",
  "elasticloadbalancing",
  "elasticmapreduce",
  "email-smtp",
  "emr-containers",
  "events",
  "execute-api",
  "fis",
  "fsx",
  "git-codecommit",
  "glue",
  "grafana",
  "grafana-workspace",
  "guardduty",
  "guardduty-data",
  "imagebuilder",
  "inspector2",
  "internetmonitor",
  "kafka",
  "kinesis-firehose",
  "kinesis-streams",
  "kms",
  "lambda",
  "license-manager",
  "logs",
  "memory-db",
  "monitoring",
  "mq",
  "network-firewall",
  "networkflowmonitor",
  "networkflowmonitorreports",
  "organizations",
  "pi",
  "polly",
  "ram",
  "rds",
  "rds-data",
  "redshift",
  "redshift-data",
  "rekognition",
  "resource-groups",
  "rolesanywhere",
  "sagemaker.api",
  "sagemaker.runtime",
  "secretsmanager",
  "securityhub",
  "servicecatalog",
  "servicediscovery",
  "data-servicediscovery",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "states",
  "storagegateway",
  "sts",
  "sync-states",
  "synthetics",
  "tagging",
  "textract",
  "transcribe",
  "transfer",
  "translate",
  "vpc-lattice",
  "wafv2",
  "workspaces",
  "xray",
] as const;

/** Service of a VPC endpoint, such as `ecr.api`. */
export type EndpointName = (typeof gatewayEndpoints)[number] | (typeof interfaceEndpoints)[number];

/** Short names for `network.endpoints`. */
export const endpointNames: readonly EndpointName[] = [...gatewayEndpoints, ...interfaceEndpoints];

/** Endpoints of `endpoints: private`, in addition to those for add-ons: everything that a cluster without NAT needs. */
export const privateEndpoints: readonly EndpointName[] = [
  "s3",
  "ecr.api",
  "ecr.dkr",
  "sts",
  "ec2",
  "eks",
  "eks-auth",
  "logs",
  "elasticloadbalancing",
  "autoscaling",
  "sqs",
  "ssm",
];

/** Services whose endpoint names begin with the partition's own domain, reversed; all others begin with `com.amazonaws`. */
interface OwnPrefix {
  readonly prefix: string;
  readonly services: readonly EndpointName[];
}

const china: OwnPrefix = {
  prefix: "cn.com.amazonaws",
  services: [
    "application-autoscaling",
    "athena",
    "autoscaling",
    "backup",
    "batch",
    "cloudformation",
    "config",
    "dms",
    "ebs",
    "ec2",
    "ecr.api",
    "ecr.dkr",
    "eks",
    "eks-auth",
    "elasticache",
    "elasticfilesystem",
    "emr-containers",
    "execute-api",
    "fsx",
    "imagebuilder",
    "kinesis-streams",
    "lambda",
    "license-manager",
    "monitoring",
    "polly",
    "rds",
    "redshift",
    "redshift-data",
    "sagemaker.api",
    "sagemaker.runtime",
    "securityhub",
    "servicecatalog",
    "sqs",
    "states",
    "sts",
    "sync-states",
    "synthetics",
    "transcribe",
    "transfer",
    "workspaces",
    "xray",
  ],
};
const isolated: readonly EndpointName[] = ["ebs", "ecr.api", "ecr.dkr", "execute-api"];
const secret: readonly EndpointName[] = [...isolated, "application-autoscaling", "autoscaling", "ec2", "elasticfilesystem", "sns", "sqs"];

const ownPrefixes: Readonly<Record<Partition, OwnPrefix | undefined>> = {
  aws: undefined,
  "aws-us-gov": undefined,
  "aws-cn": china,
  "aws-iso": { prefix: "gov.ic.c2s", services: [...secret, "athena", "sagemaker.api", "sagemaker.runtime", "textract", "transcribe"] },
  "aws-iso-b": { prefix: "gov.sgov.sc2s", services: [...secret, "sagemaker.api", "sagemaker.runtime", "workspaces"] },
  "aws-iso-e": { prefix: "uk.adc-e.cloud", services: isolated },
  "aws-iso-f": { prefix: "gov.ic.hci.csp", services: isolated },
  "aws-eusc": { prefix: "eu.amazonaws", services: ["ecr.api", "ecr.dkr", "execute-api", "securityhub"] },
};

/** Service name of an endpoint in a region, such as `com.amazonaws.eu-west-1.ecr.api`. */
export function endpointServiceName(endpoint: EndpointName, region: string): string {
  const own = ownPrefixes[partitionOf(region)];
  const prefix = own?.services.includes(endpoint) ? own.prefix : "com.amazonaws";
  const suffix = own === china && endpoint === "transcribe" ? ".cn" : "";
  return `${prefix}.${region}.${endpoint}${suffix}`;
}
