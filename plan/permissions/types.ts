import type { PolicyRule } from "../../components/reference/access-policy-rules";

export const accessLevels = ["list", "read", "write", "tagging", "permissionsManagement"] as const;

/** Access level of an IAM action, as in the service authorization reference. */
export type AccessLevel = (typeof accessLevels)[number];

/** One step on the way to a permission. */
export interface PathStep {
  readonly kind:
    | "accessEntry"
    | "accessPolicy"
    | "binding"
    | "boundary"
    | "capability"
    | "cluster"
    | "group"
    | "iamGroup"
    | "inlinePolicy"
    | "managedPolicy"
    | "nodes"
    | "podIdentity"
    | "role"
    | "trust";
  readonly name: string;
  /** Of the planned resource. */
  readonly urn?: string;
}

/** Actions of one level. */
export interface LevelGrant {
  /** As the statement names them, without the service. */
  readonly actions: readonly string[];
  /** How many actions of the service and level these are, and how many there are. Null for all services. */
  readonly count: number | null;
  readonly of: number | null;
}

/** What one statement allows or denies in one service. */
export interface AwsGrant {
  readonly effect: "Allow" | "Deny";
  /** Prefix such as `ec2`; `*` for all services. */
  readonly service: string;
  readonly levels: Readonly<Partial<Record<AccessLevel, LevelGrant>>>;
  /** Actions that the table of actions does not have: newer ones, or none. */
  readonly unlisted?: readonly string[];
  /** Actions that the statement leaves out (`NotAction`). */
  readonly except?: readonly string[];
  readonly resources: readonly string[];
  /** Resources that the statement leaves out (`NotResource`). */
  readonly exceptResources?: readonly string[];
  /** Operator and key of each condition, such as `StringEquals aws:ResourceTag/team`. */
  readonly conditions: readonly string[];
  readonly path: readonly PathStep[];
}

/** What one role or access policy allows in a cluster. */
export interface KubernetesGrant {
  /** Key in `kubernetesRoles`. */
  readonly role: string;
  /** Names, or prefixes followed by `*`; null: the whole cluster. */
  readonly namespaces: readonly string[] | null;
  /** Name of the cluster, where the plan has several. */
  readonly cluster?: string;
  readonly path: readonly PathStep[];
}

/** A principal: who may do something. */
export interface Subject {
  /** ARN, URN of a role or user whose ARN is not known yet, or `<namespace>/<name>` of a service account. */
  readonly id: string;
  readonly name: string;
  /** Of the planned role, user or service account. */
  readonly urn?: string;
  /** Names of the teams that it belongs to. */
  readonly teams: readonly string[];
  /** Who may assume a role: ARNs and services. */
  readonly trusts?: readonly string[];
  /** Ids of roles that it may assume. */
  readonly assumes?: readonly string[];
  /** Name of the permissions boundary. */
  readonly boundary?: string;
  readonly aws: readonly AwsGrant[];
  /** User name and groups in the cluster. */
  readonly kubernetesUser?: string;
  readonly kubernetesGroups?: readonly string[];
  readonly kubernetes: readonly KubernetesGrant[];
  /** What cannot be said, and why. */
  readonly unknown: readonly string[];
}

export interface TeamPermissions {
  readonly name: string;
  readonly namespaces: readonly string[];
  /** Ids of subjects. */
  readonly people: readonly string[];
  readonly roles: readonly string[];
  readonly serviceAccounts: readonly string[];
}

/** A role of Kubernetes or an access policy of EKS. */
export interface KubernetesRole {
  /** Null where they are not known. */
  readonly rules: readonly PolicyRule[] | null;
  readonly source: string;
}

/** Who may do what in AWS and in Kubernetes once everything planned is there, and why. */
export interface Permissions {
  /** Dates of the tables. */
  readonly tables: { readonly iamActions: string; readonly managedPolicies: string; readonly kubernetes: string };
  readonly people: readonly Subject[];
  readonly roles: readonly Subject[];
  readonly serviceAccounts: readonly Subject[];
  readonly teams: readonly TeamPermissions[];
  /** What every authenticated principal may do. */
  readonly everyone: readonly KubernetesGrant[];
  readonly kubernetesRoles: Readonly<Record<string, KubernetesRole>>;
  /** What grants permissions that the plan does not show. */
  readonly unknown: readonly { readonly urn: string; readonly reason: string }[];
}
