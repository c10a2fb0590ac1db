import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { ClusterHandle } from "../cluster/types";
import type { Statement } from "../iam/policy";
import type { EndpointName } from "../reference/vpc-endpoints";
import type { AddonOptions } from "../settings/types";
import type { Context } from "../util/context";
import type { Finding } from "../util/finding";
import type { AddonName, Step } from "./names";
import type { StackProfile } from "./stack-profile";
import type { AddonVersions } from "./versions";

/**
 * An add-on, as data. Its options' schema gives type, defaults, checks and documentation in one; the installer alone sorts, decides between
 * Pod Identity and IRSA, and pins versions (`versions.ts`).
 * `Own` is what `createAwsResources` makes, if there is one; `Name` is `string` for add-ons that are not of our catalogue.
 */
export interface Addon<Options extends AddonOptions = AddonOptions, Own = unknown, Name extends string = AddonName> {
  /** Key in stack config. */
  readonly name: Name;
  /** A strict object with `version` and `values` (`commonOptions`) among its keys. */
  readonly options: z.ZodObject;
  /** Versions of an add-on that is not of our catalogue; ours stand in `versions.ts`. */
  readonly versions?: AddonVersions;
  /** Namespace of its pods; made, unless every cluster has it. */
  readonly namespace: string;
  /** Namespaces that are there without us, or among its own objects. */
  readonly existingNamespaces?: readonly string[];
  /** Steps that must be usable first; add-ons among them are pulled in. Whatever runs pods requires `nodes`. */
  readonly requires: readonly (Name | Step)[];
  /** Add-ons that it requires besides, for what its options ask. */
  alsoRequires?(options: Options, profile: StackProfile): readonly AddonName[];
  /** Steps that come first where the stack has them anyway. */
  readonly after?: readonly (Name | Step)[];
  /** Steps that wait for this one where the stack has them: `nodes` for what every node needs. */
  readonly before?: readonly (Name | Step)[];
  /** Whether it starts nodes by itself, as Karpenter does, and ends them only while it runs. */
  readonly startsNodes?: boolean;
  /** Whether nodes need it until their last pod has ended, as the drivers that unmount volumes: Karpenter's nodes then go before it. */
  readonly outlivesNodes?: boolean;
  /** Add-ons that it cannot run with. Declaring it on one of the two is enough. */
  readonly conflicts?: readonly (Name | AddonName)[];
  /** Whether it works where all pods run on Fargate. */
  readonly supportsFargate: boolean;
  /** EKS Auto Mode does the same on its own nodes. */
  readonly providedByAutoMode?: boolean;
  /** The options that a stack which does not name it gets, or nothing for not on. */
  byDefault?(profile: StackProfile): Readonly<Record<string, unknown>> | undefined;
  /** Why a stack does not support it and how to fix that, beyond the properties above. */
  incompatibleWith?(profile: StackProfile): string | undefined;
  /** What is wrong with options that are each valid, and how to fix it. */
  validate?(options: Options, profile: StackProfile, selected: Selected): string | undefined;
  /** What works, but probably not as intended, and how to fix it. */
  warn?(options: Options, profile: StackProfile, selected: Selected): AddonWarning | readonly AddonWarning[] | undefined;
  /** The options with those defaults that depend on the stack. */
  withDefaults?(options: Options, profile: StackProfile): Options;
  /** The consequence for a stack that disables it. */
  whenDisabled?(profile: StackProfile): { readonly allowed: boolean; readonly message: string; readonly fix: string } | undefined;
  /** Hosts of the registries that its charts and objects pull from, such as `quay.io`. EKS add-ons pull from AWS's own and name none. */
  registries?(options: Options, profile: StackProfile): readonly string[];
  /** AWS services that its pods call beyond what every node does: without NAT each needs a VPC endpoint. */
  readonly awsServices?: readonly EndpointName[];
  /** Those that its options ask for, or that it can be without: what is lost where a list of endpoints lacks one, `validate` or `warn` says. */
  optionalAwsServices?(options: Options): readonly EndpointName[];
  /** AWS resources of its own, made first and beside the nodes: the result is passed to the functions below. Names begin with `name`. */
  createAwsResources?(name: string, options: Options, install: InstallContext, opts: pulumi.CustomResourceOptions): Own;
  /** Service accounts with AWS permissions. */
  identity?(options: Options, install: InstallContext, own: Own): readonly WorkloadIdentity[];
  /** What is installed, in order: each step waits for the one before. */
  install(options: Options, install: InstallContext, own: Own): readonly InstallStep[];
  /** Metadata of its AWS resources, for a GitOps repository that installs its chart; names in lowercase letters and `_`. */
  gitopsMetadata?(options: Options, install: InstallContext, own: Own): Readonly<Record<string, pulumi.Input<string>>>;
  /** Stack outputs about it, such as a login command; never a secret. */
  outputs?(options: Options, install: InstallContext, own: Own): Readonly<Record<string, pulumi.Input<string>>>;
}

/** Any add-on, of the catalog or not: code passes its own as `ownAddons`. */
export type AnyAddon<Options extends AddonOptions = AddonOptions, Own = unknown> = Addon<Options, Own, string>;

/** Names of all add-ons that the stack gets, its own and required ones among them. */
export type Selected = ReadonlySet<string>;

/** A finding about an add-on; `rule` is `addon-advice` unless given. */
export interface AddonWarning extends Pick<Finding, "message" | "fix">, Partial<Pick<Finding, "rule" | "level" | "source">> {
  /** Keys below the add-on's own in stack config, such as `["values", "env"]`. Default: the add-on itself. */
  readonly at?: readonly PropertyKey[];
}

/** Where an add-on is installed. */
export interface InstallContext {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  readonly network: InstallNetwork;
  readonly profile: StackProfile;
  /** Minor version of the cluster, such as `1.35`. */
  readonly kubernetesVersion: string;
  readonly selected: Selected;
  readonly mirror: Mirror;
  /** Id of the AWS account, for ARNs; asked once, where somebody needs it. */
  readonly accountId: () => pulumi.Output<string>;
  /** For what outlives an add-on because another takes it over: what its name begins with, and its parent. */
  readonly common: { readonly name: string; readonly parent?: pulumi.Resource };
}

/** The VPC in which an add-on is installed. */
export interface InstallNetwork {
  readonly vpcId: pulumi.Output<string>;
  readonly privateSubnetIds: readonly pulumi.Output<string>[];
  /** Names of the zones of `privateSubnetIds`, in the same order; empty where an existing VPC does not tell. */
  readonly zones: readonly string[];
}

/** Where images of a registry are pulled from: host, and path where there is one. The registry itself, unless `images.registries` says otherwise. */
export type Mirror = (registry: string) => string;

/** AWS permissions of a service account. */
export interface WorkloadIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** AWS managed policies by the path below `policy/`, such as `service-role/AmazonEFSCSIDriverPolicy`. */
  readonly managedPolicies?: readonly string[];
  readonly statements?: readonly Statement[];
  /** Whether its pods are a DaemonSet's alone, which Fargate never runs. */
  readonly daemonSet?: boolean;
  /** Whether, beside an EKS add-on, the service account is not the add-on's but one that our own objects make: EKS takes no role for it there. */
  readonly ownServiceAccount?: boolean;
}

/** Plain configuration; single values may come from other resources. */
export type Values = Readonly<Record<string, unknown>>;

/** Annotations that give a service account its role: empty under Pod Identity, which needs none. */
export type Annotate = (serviceAccount: string) => Readonly<Record<string, pulumi.Input<string>>>;

export interface EksAddonStep {
  readonly kind: "eksAddon";
  /** Name of the EKS add-on. */
  readonly addon: string;
  readonly configuration: Values;
  /** Makes it an additional release beside what the add-on is called after. */
  readonly additionalRelease?: AdditionalRelease;
}

export interface HelmChartStep {
  readonly kind: "helmChart";
  readonly chart: string;
  /** URL of the chart repository; none for a chart given as `oci://`. */
  readonly repo?: pulumi.Input<string>;
  readonly namespace: string;
  /** Name of the release; default: that of the chart. */
  readonly release?: string;
  /** Whether Helm leaves out the CRDs in the chart's `crds/`, because something else owns them. */
  readonly skipCrds?: boolean;
  readonly values: (annotate: Annotate, mirror: Mirror) => Values;
  /** Makes it an additional release beside what the add-on is called after. */
  readonly additionalRelease?: AdditionalRelease;
}

/** An additional chart or EKS add-on, to which the user's `values` do not apply. */
export interface AdditionalRelease {
  /** Distinguishes it in resource names. */
  readonly noun: string;
  /** Its versions, to which the user's `version` does not apply. Default: those of the add-on. */
  readonly versions?: AddonVersions;
  /** The user's version instead of those. */
  readonly version?: string;
}

/** Parent and dependencies of the resources of a step. */
export interface InstallStepOptions extends pulumi.CustomResourceOptions {
  readonly dependsOn: pulumi.Resource[];
}

/** Kubernetes resources, or a component, made by code: names begin with `name`, options are passed on. */
export interface ManifestsStep {
  readonly kind: "manifests";
  /** Whether they are resources of AWS, made here also where GitOps installs the add-on. */
  readonly onAws: boolean;
  readonly create: (name: string, opts: InstallStepOptions, annotate: Annotate) => readonly pulumi.Resource[];
}

export type InstallStep = EksAddonStep | HelmChartStep | ManifestsStep;

/** An EKS add-on. */
export function eksAddon(addon: string, configuration: Values = {}, additionalRelease?: AdditionalRelease): EksAddonStep {
  return { kind: "eksAddon", addon, configuration, ...(additionalRelease && { additionalRelease }) };
}

/** A Helm release. */
export function helmChart(args: Omit<HelmChartStep, "kind">): HelmChartStep {
  return { kind: "helmChart", ...args };
}

/** Typed Kubernetes resources, or a component. */
export function manifests(create: ManifestsStep["create"]): ManifestsStep {
  return { kind: "manifests", onAws: false, create };
}

/** AWS resources that are created between other steps. */
export function awsResources(create: ManifestsStep["create"]): ManifestsStep {
  return { kind: "manifests", onAws: true, create };
}
