/** What a month's bill depends on besides the planned resources. */
export interface CostAssumption {
  readonly default: number;
  readonly description: string;
}

/** Settings `eks-blueprints:cost.assumptions`. Defaults suit a small cluster; they are no measurements. */
export const costAssumptions = {
  natGiBPerMonth: { default: 100, description: "GiB a month through the NAT gateways of a region, together" },
  endpointGiBPerMonth: { default: 100, description: "GiB a month through the interface endpoints of a region, together" },
  internetGiBPerMonth: { default: 0, description: "GiB a month sent to the internet" },
  crossZoneGiBPerMonth: { default: 0, description: "GiB a month between zones, charged in both directions" },
  controlPlaneLogsGiB: { default: 10, description: "GiB of control plane logs a month and cluster" },
  flowLogsGiB: { default: 10, description: "GiB of flow logs a month and VPC" },
  logsGiBPerNode: { default: 10, description: "GiB of container logs a month and node, where an add-on ships them to CloudWatch Logs" },
  logsGiBPerFargatePod: { default: 1, description: "GiB of logs a month and Fargate pod, where Fargate ships them to CloudWatch Logs" },
  logCompression: { default: 0.15, description: "Stored size of logs as a fraction of what was ingested" },
  fargatePods: { default: 2, description: "Pods of each Fargate profile, beyond the planned Deployments that it runs" },
  fargateVcpu: { default: 0.25, description: "vCPUs of such a pod" },
  fargateGiB: { default: 0.5, description: "Memory of such a pod in GiB" },
  karpenterVcpus: { default: 0, description: "vCPUs that each NodePool of Karpenter, or of your own in EKS Auto Mode, runs" },
  autoModeVcpus: { default: 4, description: "vCPUs that the built-in node pools of EKS Auto Mode run, together" },
  amiDiskGiB: { default: 20, description: "Root volume of a node whose launch template leaves it to the AMI" },
  loadBalancerCapacityUnits: { default: 1, description: "Load balancer capacity units (LCU) that each load balancer uses, on average" },
  hybridVcpus: { default: 0, description: "vCPUs of EKS Hybrid Nodes, together" },
  capabilityResources: { default: 10, description: "Custom resources that each EKS capability manages" },
  efsGiB: { default: 10, description: "GiB stored in each EFS file system" },
  bucketGiB: { default: 10, description: "GiB stored in each S3 bucket" },
  prometheusMillionSamples: {
    default: 500,
    description: "Million samples a month in each workspace of Amazon Managed Service for Prometheus; about 100 for each node",
  },
  grafanaEditors: { default: 1, description: "Users a month that edit dashboards, in each workspace of Amazon Managed Grafana" },
  imageGiB: { default: 10, description: "GiB stored in each ECR repository, and for each registry that ECR caches" },
} as const satisfies Readonly<Record<string, CostAssumption>>;

export type CostAssumptions = { readonly [Name in keyof typeof costAssumptions]: number };
