/** An EKS access policy. */
interface AccessPolicyFacts {
  /** Name of the policy on AWS. */
  readonly name: string;
  /** Whether it allows creating pods where it applies. */
  readonly createsPods: boolean;
}

/**
 * EKS access policies by the words of the settings: those for people, and for AWS services that act by a role of the user's. EKS itself attaches the
 * others, which are for its own components, nodes, capabilities and AWS Backup. Sources: EKS user guide, access policy permissions (2026), and
 * ARC user guide, EKS resource scaling block (2026).
 */
const policies = {
  view: { name: "AmazonEKSViewPolicy", createsPods: false },
  edit: { name: "AmazonEKSEditPolicy", createsPods: true },
  admin: { name: "AmazonEKSAdminPolicy", createsPods: true },
  clusterAdmin: { name: "AmazonEKSClusterAdminPolicy", createsPods: true },
  adminView: { name: "AmazonEKSAdminViewPolicy", createsPods: false },
  secretReader: { name: "AmazonEKSSecretReaderPolicy", createsPods: false },
  aiOpsAssistant: { name: "AmazonAIOpsAssistantPolicy", createsPods: false },
  arcRegionSwitchScaling: { name: "AmazonARCRegionSwitchScalingPolicy", createsPods: false },
} as const satisfies Record<string, AccessPolicyFacts>;

export type AccessPolicy = keyof typeof policies;

export const eksAccessPolicies: Readonly<Record<AccessPolicy, AccessPolicyFacts>> = policies;

/** Types of access entries whose role belongs to nodes that are managed elsewhere. Source: EKS API reference, CreateAccessEntry (2026). */
export const nodeEntryTypes = ["EC2_LINUX", "EC2_WINDOWS", "HYBRID_LINUX", "HYPERPOD_LINUX"] as const;
export type NodeEntryType = (typeof nodeEntryTypes)[number];
