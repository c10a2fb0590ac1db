// Limits that AWS enforces when a resource is created, with their sources. Bounds that the API models state: generated/aws-models.ts.

import { modelBounds } from "./generated/aws-models";

/** A default quota of Service Quotas: an account can have a higher one. */
export interface Quota {
  readonly service: "eks" | "iam" | "vpc";
  /** Code in Service Quotas. */
  readonly code: string;
  /** Name in Service Quotas. */
  readonly name: string;
  /** The highest value that AWS grants; absent: not published. */
  readonly highest?: number;
}

export interface AwsLimit {
  /** What AWS accepts at most. With `quota` it is the default of an account, without it nothing raises it. */
  readonly value: number;
  readonly unit:
    | "characters"
    | "bytes"
    | "tags"
    | "policies"
    | "roles"
    | "rules"
    | "taints"
    | "groups"
    | "nodes"
    | "profiles"
    | "selectors"
    | "labels"
    | "ranges";
  readonly quota?: Quota;
  readonly source: string;
}

const iamQuotas = "IAM user guide, IAM and AWS STS quotas (2026-11)";
const eksQuotas = "AWS general reference, Amazon EKS endpoints and quotas (2026-11)";

export const awsLimits = {
  tagsPerResource: { value: 50, unit: "tags", source: "AWS general reference, tag naming limits and requirements (2026-11)" },
  tagKey: { value: 128, unit: "characters", source: "AWS general reference, tag naming limits and requirements (2026-11)" },
  tagValue: { value: 256, unit: "characters", source: "AWS general reference, tag naming limits and requirements (2026-11)" },
  managedPoliciesPerRole: {
    value: 10,
    unit: "policies",
    quota: { service: "iam", code: "L-0DA4ABF3", name: "Managed policies per role", highest: 25 },
    source: iamQuotas,
  },
  rolesPerAccount: {
    value: 1_000,
    unit: "roles",
    quota: { service: "iam", code: "L-FE177D64", name: "Roles per account", highest: 5_000 },
    source: iamQuotas,
  },
  inlinePoliciesOfRole: { value: 10_240, unit: "characters", source: iamQuotas },
  inlinePoliciesOfUser: { value: 2_048, unit: "characters", source: iamQuotas },
  managedPolicy: { value: 6_144, unit: "characters", source: iamQuotas },
  trustPolicy: {
    value: 2_048,
    unit: "characters",
    quota: { service: "iam", code: "L-C07B4B0D", name: "Role trust policy length", highest: 4_096 },
    source: iamQuotas,
  },
  publicAccessCidrs: { value: 40, unit: "ranges", source: `${eksQuotas}: Public endpoint access CIDR ranges per cluster, not adjustable` },
  controlPlaneSecurityGroups: {
    value: 4,
    unit: "groups",
    source: `${eksQuotas}: Control plane security groups per cluster, not adjustable`,
  },
  taintsPerManagedGroup: { value: 50, unit: "taints", source: "EKS user guide, node taints on managed node groups (2026-11)" },
  managedGroups: {
    value: 30,
    unit: "groups",
    quota: { service: "eks", code: "L-6D54EA21", name: "Managed node groups per cluster" },
    source: eksQuotas,
  },
  nodesPerManagedGroup: {
    value: 450,
    unit: "nodes",
    quota: { service: "eks", code: "L-BD136A63", name: "Nodes per managed node group" },
    source: eksQuotas,
  },
  fargateProfiles: {
    value: 10,
    unit: "profiles",
    quota: { service: "eks", code: "L-33415657", name: "Fargate profiles per cluster" },
    source: eksQuotas,
  },
  fargateSelectors: {
    value: 5,
    unit: "selectors",
    quota: { service: "eks", code: "L-D78D8AF8", name: "Selectors per Fargate profile" },
    source: eksQuotas,
  },
  fargateSelectorLabels: {
    value: 5,
    unit: "labels",
    quota: { service: "eks", code: "L-23414FF3", name: "Label pairs per Fargate profile selector" },
    source: eksQuotas,
  },
  securityGroupRules: {
    value: 60,
    unit: "rules",
    quota: { service: "vpc", code: "L-0EA8095F", name: "Inbound or outbound rules per security group", highest: 1_000 },
    source: "VPC user guide, Amazon VPC quotas (2026-11): for each direction, and for IPv4 and IPv6 apart",
  },
  securityGroupsPerInterface: {
    value: 5,
    unit: "groups",
    quota: { service: "vpc", code: "L-2AFB9258", name: "Security groups per network interface", highest: 16 },
    source: "VPC user guide, Amazon VPC quotas (2026-11)",
  },
  userData: { value: 16_384, unit: "bytes", source: "EC2 user guide, instance user data (2026-11): before base64 encoding" },
} as const satisfies Readonly<Record<string, AwsLimit>>;

/** What the key or value of a tag may consist of. IAM accepts the fewest characters of all services: neither tabs nor line breaks. */
export const tagCharacters = new RegExp(`^${modelBounds["iam.tagValueType"].pattern}$`, "u");

/**
 * Tags that EKS puts on the Auto Scaling group of a managed node group: `eks:cluster-name`, `eks:nodegroup-name`, `kubernetes.io/cluster/<cluster>`,
 * and the two by which the cluster autoscaler finds it. Source: EKS user guide, managed node groups; describe-auto-scaling-groups outputs (2026-11).
 */
export function eksGroupTags(clusterName: string): readonly string[] {
  return [
    "eks:cluster-name",
    "eks:nodegroup-name",
    `kubernetes.io/cluster/${clusterName}`,
    "k8s.io/cluster-autoscaler/enabled",
    `k8s.io/cluster-autoscaler/${clusterName}`,
  ];
}

/** Limits that a higher quota of the account raises. */
export type QuotaName = {
  [Name in keyof typeof awsLimits]: (typeof awsLimits)[Name] extends { readonly quota: Quota } ? Name : never;
}[keyof typeof awsLimits];

/**
 * What to say where something needs more than an account has by default; undefined where it does not.
 * @param of what has so many, such as `the role`
 */
export function overQuota(name: QuotaName, found: number, of: string): { readonly message: string; readonly fix: string } | undefined {
  const { value, unit, quota }: AwsLimit & { readonly quota: Quota } = awsLimits[name];
  if (found <= value) return undefined;
  const message = `${of} has ${found} ${unit}, and an account ${value} by default ("${quota.name}")`;
  return { message, fix: quotaFix(quota, found) };
}

/** What to do about a quota, as an imperative. */
function quotaFix({ service, code, name, highest }: Quota, needed: number): string {
  const most = highest === undefined ? "" : `, at most ${highest}`;
  return `raise the quota "${name}" (${service} ${code}) to ${needed} or more in Service Quotas${most}`;
}
