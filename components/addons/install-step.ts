import type * as pulumi from "@pulumi/pulumi";
import type { AddonVersions } from "./versions";

/** Mirror of a registry: host and optional path. The registry itself, unless `images.registries` has an entry. */
export type Mirror = (registry: string) => string;

/** Plain configuration; single values may come from other resources. */
export type Values = Readonly<Record<string, unknown>>;

/** Annotations that assign a role to a service account: empty with Pod Identity, which needs none. */
export type Annotate = (serviceAccount: string) => Readonly<Record<string, pulumi.Input<string>>>;

/** A step that installs an EKS add-on. */
export interface EksAddonStep {
  /** Kind of the step. */
  readonly kind: "eksAddon";
  /** Name of the EKS add-on. */
  readonly addon: string;
  /** Configuration values. None: it may take none, and only values of the user are passed. */
  readonly configuration?: Values;
  /** Marks it as additional to the main release or EKS add-on. */
  readonly additionalRelease?: AdditionalRelease;
}

/** A step that installs a Helm chart. */
export interface HelmChartStep {
  /** Kind of the step. */
  readonly kind: "helmChart";
  /** Name of the chart, or its `oci://` URL. */
  readonly chart: string;
  /** URL of the chart repository; none for an `oci://` chart. */
  readonly repo?: pulumi.Input<string>;
  /** Namespace of the release. */
  readonly namespace: string;
  /** Name of the release. Default: name of the chart. */
  readonly release?: string;
  /** Whether Helm skips the CRDs in the chart's `crds/`, because something else owns them. */
  readonly skipCrds?: boolean;
  /** Whether nothing waits for its pods, because they need nodes that come after it. Default: false. */
  readonly skipAwait?: boolean;
  /** Values of the chart, merged with those of the user. */
  readonly values: (annotate: Annotate, mirror: Mirror) => Values;
  /** Marks it as additional to the main release or EKS add-on. */
  readonly additionalRelease?: AdditionalRelease;
}

/** A chart or EKS add-on in addition to the main one. The user's `version` and `values` of the add-on are not for it. */
export interface AdditionalRelease {
  /** Distinguishes it in resource names. */
  readonly noun: string;
  /** Path within the add-on's options that holds its own `version` and `values`, such as `snapshots` or `services.s3`; none if it has no options. */
  readonly option?: string;
  /** Its versions. Default: the version of the add-on. */
  readonly versions?: AddonVersions;
}

/** Parent and dependencies of the resources of a step. */
export interface InstallStepOptions extends pulumi.CustomResourceOptions {
  /** Resources to wait for. */
  readonly dependsOn: pulumi.Resource[];
}

/** Kubernetes resources, or a component, created by code: names begin with `name`, options are passed on. */
export interface ManifestsStep {
  /** Kind of the step. */
  readonly kind: "manifests";
  /** Whether they are AWS resources, created here even if GitOps installs the add-on. */
  readonly onAws: boolean;
  /** Creates the objects. */
  readonly create: (name: string, opts: InstallStepOptions, annotate: Annotate) => readonly pulumi.Resource[];
}

/** A step that installs an add-on. */
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
