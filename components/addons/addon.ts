import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { ClusterHandle } from "../cluster/types";
import type { Statement } from "../iam/policy";
import type { EndpointName } from "../reference/vpc-endpoints";
import type { AddonOptions } from "../settings/types";
import type { Context } from "../util/context";
import type { AddonCheck, AddonIssue } from "./addon-issue";
import type { AddonUi } from "./addon-ui";
import type { AddonWarning } from "./addon-warning";
import type { DataStore } from "./data-store";
import type { InstallNetwork } from "./install-network";
import type { AdditionalRelease, InstallStep, Mirror } from "./install-step";
import type { AddonName, Step } from "./names";
import type { StackProfile } from "./stack-profile";
import type { AddonVersions } from "./versions";

/**
 * An add-on, as data. The schema of its options provides type, defaults, validation and documentation; the installer determines the order, chooses
 * Pod Identity or IRSA, and pins versions (`versions.ts`).
 * `Own` is the type that `createAwsResources` returns, if defined; `Name` is `string` for add-ons that are not in the catalog.
 */
export interface Addon<Options extends AddonOptions = AddonOptions, Own = unknown, Name extends string = AddonName> {
  /** Key in stack config. */
  readonly name: Name;
  /** A strict object with `version` and `values` (`commonOptions`) among its keys. */
  readonly options: z.ZodObject;
  /** Versions of an add-on that is not in the catalog; those of the catalog are in `versions.ts`. */
  readonly versions?: AddonVersions;
  /** Namespace of its pods; created, unless every cluster has it. */
  readonly namespace: string;
  /** Namespaces that exist already, or that its own objects create. */
  readonly existingNamespaces?: readonly string[];
  /** Steps that must be ready first; add-ons among them are enabled too. Every add-on with pods requires `nodes`. */
  readonly requires: readonly (Name | Step)[];
  /** Additional required add-ons, depending on its options; each is listed in `after` too. */
  alsoRequires?(options: Options, profile: StackProfile): readonly AddonName[];
  /** Steps that come first if the stack has them. */
  readonly after?: readonly (Name | Step)[];
  /** Steps that wait for this one if the stack has them: `nodes` for add-ons that every node needs. */
  readonly before?: readonly (Name | Step)[];
  /** Whether its options install pods, and not only objects. Default: true if it requires `nodes`. */
  hasPods?(options: Options, profile: StackProfile): boolean;
  /** Whether it starts nodes itself, as Karpenter does, and terminates them only while it runs. */
  readonly startsNodes?: boolean;
  /** Whether it changes the number of nodes of node groups, as the cluster autoscaler does: their desired size is then only the first one. */
  readonly scalesNodeGroups?: boolean;
  /** Whether nodes need it until their last pod has ended, as with drivers that unmount volumes: Karpenter's nodes are then deleted before it. */
  readonly outlivesNodes?: boolean;
  /** Add-ons that it cannot run with. Declaring it on one of the two is enough. */
  readonly conflicts?: readonly (Name | AddonName)[];
  /** Whether it works if all pods run on Fargate. */
  readonly supportsFargate: boolean;
  /** EKS Auto Mode provides the same on its own nodes. */
  readonly providedByAutoMode?: boolean;
  /** Hybrid nodes need it too, for which EKS Auto Mode provides nothing. */
  readonly neededByHybridNodes?: boolean;
  /** The default options for a stack that does not name it, or nothing if it is not enabled by default. */
  byDefault?(profile: StackProfile): Readonly<Record<string, unknown>> | undefined;
  /** Why a stack does not support it and how to fix that, in addition to the properties above. */
  incompatibleWith?(profile: StackProfile): string | undefined;
  /**
   * Invalid combinations of valid options, and how to fix them: a message, or a list of checks of which each needs valid only what it reads.
   * Example: `(options) => [() => (options.min > options.max ? { at: ["min"], message: "..." } : undefined)]`.
   */
  validate?(options: Options, profile: StackProfile, selected: Selected): string | undefined | readonly AddonCheck[];
  /** Settings that work, but probably not as intended, and how to fix them. */
  warn?(options: Options, profile: StackProfile, selected: Selected): AddonWarning | readonly AddonWarning[] | undefined;
  /** The options completed by defaults that depend on the stack. */
  withDefaults?(options: Options, profile: StackProfile): Options;
  /** The consequence for a stack that disables it. */
  whenDisabled?(profile: StackProfile): { readonly allowed: boolean; readonly message: string; readonly fix: string } | undefined;
  /** Hosts of the registries that its charts and objects pull from, such as `quay.io`. EKS add-ons pull from AWS registries and name none. */
  registries?(options: Options, profile: StackProfile): readonly string[];
  /** AWS services that its pods call in addition to those of every node: without NAT each needs a VPC endpoint. */
  readonly awsServices?: readonly EndpointName[];
  /** AWS services that depend on its options or are not essential: `validate` or `warn` describes the loss if a list of endpoints lacks one. */
  optionalAwsServices?(options: Options): readonly EndpointName[];
  /** Its own AWS resources, created first and in parallel to the nodes: the result is passed to the functions below. Names begin with `name`. */
  createAwsResources?(name: string, options: Options, install: InstallContext, opts: pulumi.CustomResourceOptions): Own;
  /** Resources with data that some changes of its options would replace: the change guard blocks these changes. */
  dataStores?(options: Options): readonly DataStore[];
  /** Service accounts with AWS permissions. */
  identity?(options: Options, profile: StackProfile): readonly WorkloadIdentity<Own>[];
  /** Service account whose AWS permissions options `statements` and `policies` extend (`commonOptions.permissions`); none if no pod would use them. */
  mainServiceAccount?(options: Options, profile: StackProfile): string | undefined;
  /** Charts and EKS add-ons in addition to the main one, as steps of `install` name them: the versions in their options are checked too. */
  readonly additionalReleases?: readonly AdditionalRelease[];
  /** Install steps, in order: each step waits for the one before. */
  install(options: Options, install: InstallContext, own: Own): readonly InstallStep[];
  /** Metadata of its AWS resources, for a GitOps repository that installs its chart; names in lowercase letters and `_`. */
  gitopsMetadata?(options: Options, install: InstallContext, own: Own): Readonly<Record<string, pulumi.Input<string>>>;
  /** User interfaces that `domain.expose` makes reachable, by name. */
  readonly uis?: Readonly<Record<string, AddonUi>>;
  /** Stack outputs about it, such as a login command; never a secret. */
  outputs?(options: Options, install: InstallContext, own: Own): Readonly<Record<string, pulumi.Input<string>>>;
}

/** Any add-on, from the catalog or not: programs pass additional ones as `ownAddons`. */
export type AnyAddon<Options extends AddonOptions = AddonOptions, Own = unknown> = Addon<Options, Own, string>;
/** Names of all selected add-ons, including itself and required ones. */
export type Selected = Pick<ReadonlySet<string>, "has">;

export * from "./install-step";
export type { AddonCheck, AddonIssue, AddonWarning, InstallNetwork };

/** Where an add-on is installed. */
export interface InstallContext {
  /** Name, region, partition and tags of the stack. */
  readonly context: Context;
  /** The cluster, with the Kubernetes provider for objects. */
  readonly cluster: ClusterHandle;
  /** VPC and private subnets of the cluster. */
  readonly network: InstallNetwork;
  /** What the pods of the stack run on. */
  readonly profile: StackProfile;
  /** Minor version of the cluster, such as `1.35`. */
  readonly kubernetesVersion: string;
  /** The enabled add-ons of the stack. */
  readonly selected: Selected;
  /** Mirror of an image registry, or the registry itself where it has none. */
  readonly mirror: Mirror;
  /** Id of the AWS account, for ARNs; looked up once, if needed. */
  readonly accountId: () => pulumi.Output<string>;
  /** What `createAwsResources` of another add-on returned; undefined if the stack does not have it. List it under `after`. */
  readonly resourcesOf: (addon: AddonName) => unknown;
  /** For resources that are kept when another add-on takes them over: prefix of their names, and their parent. */
  readonly common: { readonly name: string; readonly parent?: pulumi.Resource };
}

/** AWS permissions of a service account. */
export interface WorkloadIdentity<Own = unknown> {
  /** Namespace of the service account. */
  readonly namespace: string;
  /** Name of the service account. */
  readonly serviceAccount: string;
  /** AWS managed policies by the path below `policy/`, such as `service-role/AmazonEFSCSIDriverPolicy`. */
  readonly managedPolicies?: readonly string[];
  /** Statements of an inline policy. */
  statements?(install: InstallContext, own: Own): readonly Statement[];
  /** ARN of a role that the service account's role assumes for its pods (Pod Identity; not for service accounts of EKS add-ons). */
  readonly targetRoleArn?: string | undefined;
  /** Whether its pods belong only to a DaemonSet, which Fargate never runs. */
  readonly daemonSet?: boolean;
  /** Whether the service account of an EKS add-on is created by our own objects and not by the add-on: EKS accepts no role for it then. */
  readonly ownServiceAccount?: boolean;
}
