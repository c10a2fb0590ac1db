/**
 * Typical durations of operations in seconds, without guarantee. Sources:
 * - Logs of `terraform apply` and `destroy` in public repositories (read 2026-11), median. Creation: control plane 8m23 to 11m23 (10 logs), NAT
 *   gateway 1m25 to 2m05 (8), managed node group 1m28 to 3m21 (8), CoreDNS add-on 14 to 56 s (9), instance 12 to 25 s (6), Helm release 6 to 56 s (3). Deletion: control
 *   plane 1m09 to 8m42 (9), node group 4m12 to 8m21 (5), NAT gateway 37 to 79 s (9), internet gateway 1 to 10 s (6), instance 35 to 62 s (2).
 * - All others, and updates, are estimates from user reports: no logs were found of Fargate profiles, endpoints and upgrades. What the deletion
 *   of Drain, NodeDrain and Sweep takes depends on the load balancers, volumes and nodes that it finds.
 */
export interface Duration {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
}

export type DurationRow = Duration & {
  /** The same where a certain property changes (`version`) or the resource is of a certain kind (`Gateway`). */
  readonly variants?: Readonly<Record<string, Duration>>;
  /** Input whose value is common to resources that AWS creates and deletes one at a time. */
  readonly oneAtATimePer?: string;
};

function seconds(create: number, update = create, gone = create): Duration {
  return { create, update, delete: gone };
}

/** Property changes that replace the nodes of a group. */
const rollout = seconds(0, 480);

/** Rows by type; those of Kubernetes kinds hold for every version: `kubernetes:<group>:<kind>`. */
export const durations: Readonly<Record<string, DurationRow>> = {
  "aws:amp/scraper:Scraper": seconds(1080, 60, 600), // user guide, example of ListScrapers: 18 minutes
  "aws:amp/workspace:Workspace": seconds(10),
  "aws:amp/workspaceConfiguration:WorkspaceConfiguration": seconds(10, 10, 1),
  "aws:acm/certificateValidation:CertificateValidation": seconds(120, 120, 1),
  "aws:autoscaling/group:Group": seconds(40, 15, 150),
  "aws:ec2/instance:Instance": seconds(15, 60, 45),
  "aws:ec2/internetGateway:InternetGateway": seconds(1, 1, 3),
  "aws:ec2/natGateway:NatGateway": seconds(105, 2, 60),
  "aws:ec2/securityGroup:SecurityGroup": seconds(2),
  "aws:ec2/subnet:Subnet": seconds(2, 2, 1), // public ones take eleven seconds more: the provider sets `mapPublicIpOnLaunch` after creation
  "aws:ec2/vpc:Vpc": seconds(12, 2, 1),
  "aws:ec2/vpcEndpoint:VpcEndpoint": { ...seconds(90, 30, 70), variants: { Gateway: seconds(6, 2) } },
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": seconds(5),
  "aws:efs/fileSystem:FileSystem": seconds(8),
  "aws:efs/mountTarget:MountTarget": seconds(90, 5, 30),
  "aws:eks/addon:Addon": seconds(20, 30, 10),
  "aws:eks/capability:Capability": seconds(120, 60, 120),
  "aws:eks/cluster:Cluster": { ...seconds(615, 100, 205), variants: { version: seconds(0, 520) } },
  "aws:eks/fargateProfile:FargateProfile": { ...seconds(80, 1, 140), oneAtATimePer: "clusterName" },
  "aws:eks/nodeGroup:NodeGroup": {
    ...seconds(125, 20, 380),
    variants: { version: rollout, launchTemplate: rollout, releaseVersion: rollout },
  },
  "aws:fsx/lustreFileSystem:LustreFileSystem": seconds(480, 60, 300),
  "aws:fsx/ontapFileSystem:OntapFileSystem": seconds(1500, 600, 600),
  "aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine": seconds(120, 60, 120),
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": seconds(900, 60, 600),
  "aws:grafana/workspace:Workspace": seconds(180, 60, 120),
  "aws:iam/instanceProfile:InstanceProfile": seconds(7, 1, 1),
  "aws:kms/key:Key": seconds(10, 5, 1), // key policies wait for IAM; the deletion is only scheduled
  "aws:lb/loadBalancer:LoadBalancer": seconds(180, 5, 30),
  "aws:route53/record:Record": seconds(35),
  "aws:s3/bucket:Bucket": seconds(4, 1, 1),
  "aws:sqs/queue:Queue": seconds(25, 25, 2),
  "kubernetes:core:Namespace": seconds(1, 1, 12),
  "kubernetes:helm.sh:Release": seconds(25, 25, 10),
  "pulumi-nodejs:dynamic/eks-blueprints:Drain": seconds(0, 0, 90),
  "pulumi-nodejs:dynamic/eks-blueprints:NodeDrain": seconds(0, 0, 60),
  "pulumi-nodejs:dynamic/eks-blueprints:Sweep": seconds(0, 0, 30),
};

/** Types without a row take one second; what Pulumi itself does takes none. */
const others = seconds(1);
const ownOfPulumi = seconds(0);

/** A type token without the version of a Kubernetes API: `kubernetes:apps:Deployment`. */
export function unversioned(type: string): string {
  return type.startsWith("kubernetes:") ? type.replace(/\/[^:]*/, "") : type;
}

export function durationRow(type: string): DurationRow {
  return durations[unversioned(type)] ?? (/^pulumi(-nodejs)?:/.test(type) ? ownOfPulumi : others);
}

/**
 * Seconds that an operation typically takes.
 * @param variants properties that change, or kinds of the resource; the slowest one that has a duration of its own counts
 */
export function typicalSeconds(type: string, operation: keyof Duration, variants: readonly string[] = []): number {
  const row = durationRow(type);
  const known = variants.flatMap((variant) => row.variants?.[variant] ?? []);
  return known.length > 0 ? Math.max(...known.map((duration) => duration[operation])) : row[operation];
}

/** The kind of a resource, by its inputs, as a variant. */
export function kindsOf(type: string, inputs: { readonly vpcEndpointType?: unknown }): string[] {
  return type === "aws:ec2/vpcEndpoint:VpcEndpoint" ? [String(inputs.vpcEndpointType ?? "Gateway")] : [];
}
