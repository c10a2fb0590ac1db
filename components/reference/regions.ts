// AWS regions with an EKS endpoint: partition, and the zones that EKS can use for nodes and subnets.
// Source: botocore endpoints.json (2026-08-07); zones as in moto's recordings of DescribeAvailabilityZones (2026-08-01) and on
// AWS's availability zones page (2026); zones that EKS does not support: EKS user guide, network requirements, and eksctl pkg/az (2026-08-21).

/** Facts of one AWS partition. */
export interface PartitionFacts {
  /** Domain of most service endpoints and service principals. */
  readonly dnsSuffix: string;
}

/** Facts of one AWS region. */
export interface RegionFacts {
  readonly partition: Partition;
  /** Zones that EKS can use in every account; `null` if no data was found. */
  readonly zones: number | null;
  /** Letters of the zone names in one account (accounts differ). */
  readonly letters?: string;
  /** Zone ids in which EKS accepts no cluster subnets. */
  readonly notForClusterSubnets?: readonly string[];
}

export const partitions = {
  aws: { dnsSuffix: "amazonaws.com" },
  "aws-cn": { dnsSuffix: "amazonaws.com.cn" },
  "aws-us-gov": { dnsSuffix: "amazonaws.com" },
  "aws-iso": { dnsSuffix: "c2s.ic.gov" },
  "aws-iso-b": { dnsSuffix: "sc2s.sgov.gov" },
  "aws-iso-e": { dnsSuffix: "cloud.adc-e.uk" },
  "aws-iso-f": { dnsSuffix: "csp.hci.ic.gov" },
  "aws-eusc": { dnsSuffix: "amazonaws.eu" },
} as const satisfies Record<string, PartitionFacts>;

/** AWS partition, such as `aws-cn`. */
export type Partition = keyof typeof partitions;

export const regions: Readonly<Record<string, RegionFacts>> = {
  "af-south-1": { partition: "aws", zones: 3, letters: "abc" },
  "ap-east-1": { partition: "aws", zones: 3, letters: "abc" },
  "ap-east-2": { partition: "aws", zones: 3 },
  "ap-northeast-1": { partition: "aws", zones: 3, letters: "acd" },
  "ap-northeast-2": { partition: "aws", zones: 4, letters: "abcd" },
  "ap-northeast-3": { partition: "aws", zones: 3, letters: "abc" },
  "ap-south-1": { partition: "aws", zones: 3, letters: "abc" },
  "ap-south-2": { partition: "aws", zones: 3, letters: "abc" },
  "ap-southeast-1": { partition: "aws", zones: 3, letters: "abc" },
  "ap-southeast-2": { partition: "aws", zones: 3, letters: "abc" },
  "ap-southeast-3": { partition: "aws", zones: 3, letters: "abc" },
  "ap-southeast-4": { partition: "aws", zones: 3, letters: "abc" },
  "ap-southeast-5": { partition: "aws", zones: 3, letters: "abc" },
  "ap-southeast-6": { partition: "aws", zones: 3 },
  "ap-southeast-7": { partition: "aws", zones: 3 },
  "ca-central-1": { partition: "aws", zones: 3, letters: "abd", notForClusterSubnets: ["cac1-az3"] },
  "ca-west-1": { partition: "aws", zones: 3, letters: "abc" },
  "cn-north-1": { partition: "aws-cn", zones: 2, letters: "ab" }, // EMR Serverless and moto list two zones; a third is unconfirmed
  "cn-northwest-1": { partition: "aws-cn", zones: 3, letters: "abc" },
  "eu-central-1": { partition: "aws", zones: 3, letters: "abc" },
  "eu-central-2": { partition: "aws", zones: 3, letters: "abc" },
  "eu-isoe-west-1": { partition: "aws-iso-e", zones: null },
  "eu-north-1": { partition: "aws", zones: 3, letters: "abc" },
  "eu-south-1": { partition: "aws", zones: 3, letters: "abc" },
  "eu-south-2": { partition: "aws", zones: 3, letters: "abc" },
  "eu-west-1": { partition: "aws", zones: 3, letters: "abc" },
  "eu-west-2": { partition: "aws", zones: 3, letters: "abc" },
  "eu-west-3": { partition: "aws", zones: 3, letters: "abc" },
  "eusc-de-east-1": { partition: "aws-eusc", zones: null },
  "il-central-1": { partition: "aws", zones: 3, letters: "abc" },
  "me-central-1": { partition: "aws", zones: 3, letters: "abc" },
  "me-south-1": { partition: "aws", zones: 3, letters: "abc" },
  "mx-central-1": { partition: "aws", zones: 3 },
  "sa-east-1": { partition: "aws", zones: 3, letters: "abc" },
  "us-east-1": { partition: "aws", zones: 5, letters: "abcdef", notForClusterSubnets: ["use1-az3"] },
  "us-east-2": { partition: "aws", zones: 3, letters: "abc" },
  "us-gov-east-1": { partition: "aws-us-gov", zones: 3 },
  "us-gov-west-1": { partition: "aws-us-gov", zones: 3 },
  "us-iso-east-1": { partition: "aws-iso", zones: null },
  "us-iso-west-1": { partition: "aws-iso", zones: null },
  "us-isob-east-1": { partition: "aws-iso-b", zones: null },
  "us-isob-west-1": { partition: "aws-iso-b", zones: null },
  "us-isof-east-1": { partition: "aws-iso-f", zones: null },
  "us-isof-south-1": { partition: "aws-iso-f", zones: null },
  "us-west-1": { partition: "aws", zones: 2, letters: "ab", notForClusterSubnets: ["usw1-az2"] },
  "us-west-2": { partition: "aws", zones: 4, letters: "abcd" },
};
