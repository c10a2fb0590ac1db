import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { ClusterHandle } from "../cluster/types";
import type { AddonOptions } from "../config/types";
import type { Context } from "../shared/context";
import type { Statement } from "../shared/policy";
import type { AddonName, Step } from "./catalogue";
import type { StackFacts } from "./facts";

/**
 * An add-on, as data. Its options' schema gives type, defaults, checks and documentation in one; the installer alone sorts, decides between
 * Pod Identity and IRSA, and pins versions (`versions.ts`).
 */
export interface Addon<Options extends AddonOptions = AddonOptions, Name extends string = AddonName> {
  /** Key in stack config. */
  readonly name: Name;
  /** A strict object with `version` and `values` (`commonOptions`) among its keys. */
  readonly options: z.ZodObject;
  /** Namespace of its pods. */
  readonly namespace: string;
  /** Steps that must be usable first; add-ons among them are pulled in. Whatever runs pods requires `nodes`. */
  readonly requires: readonly Step[];
  /** Steps that come first where the stack has them anyway. */
  readonly after?: readonly Step[];
  /** Steps that wait for this one where the stack has them: `nodes` for what every node needs. */
  readonly before?: readonly Step[];
  /** Add-ons that it cannot run beside. Declared on one of the two, found from both. */
  readonly conflicts?: readonly AddonName[];
  /** Whether it works where all pods run on Fargate. */
  readonly fargate: boolean;
  /** EKS Auto Mode does the same on its own nodes. */
  readonly inAutoMode?: boolean;
  /** The options that a stack which does not name it gets, or nothing for not on. */
  byDefault?(facts: StackFacts): Readonly<Record<string, unknown>> | undefined;
  /** Why it makes no sense for a stack, and the way out, beyond what the fields above say. */
  unfit?(facts: StackFacts): string | undefined;
  /** What is wrong with options that are each valid, and the way out. */
  mistake?(options: Options, facts: StackFacts): string | undefined;
  /** What a stack loses that turned it off. */
  withoutIt?(facts: StackFacts): { readonly allowed: boolean; readonly message: string } | undefined;
  /** The service accounts that call AWS. */
  identity?(options: Options, site: Site): readonly WorkloadIdentity[];
  /** What is installed, in order: each form waits for the one before. */
  install(options: Options, site: Site): readonly Form[];
}

/** Where an add-on is installed. */
export interface Site {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  readonly facts: StackFacts;
  /** Minor version of the cluster, such as `1.35`. */
  readonly kubernetesVersion: string;
}

/** AWS permissions of a service account. */
export interface WorkloadIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** AWS managed policies by the path below `policy/`, such as `service-role/AmazonEFSCSIDriverPolicy`. */
  readonly managedPolicies?: readonly string[];
  readonly statements?: readonly Statement[];
  /** Whether its pods are a DaemonSet's alone, which Fargate never runs. */
  readonly daemonSet?: boolean;
}

/** Plain configuration; single values may come from other resources. */
export type Values = Readonly<Record<string, unknown>>;

/** Annotations that give a service account its role: empty under Pod Identity, which needs none. */
export type Annotate = (serviceAccount: string) => Readonly<Record<string, pulumi.Input<string>>>;

export interface Managed {
  readonly form: "managed";
  /** Name of the EKS add-on. */
  readonly addon: string;
  readonly configuration: Values;
}

export interface Chart {
  readonly form: "chart";
  /** Distinguishes several charts of one add-on in resource names. */
  readonly noun?: string;
  readonly chart: string;
  /** URL of the chart repository; none for a chart given as `oci://`. */
  readonly repo?: string;
  readonly namespace: string;
  readonly values: (annotate: Annotate) => Values;
}

/** Kubernetes resources, or a component, made by code: names begin with `name`, options are passed on. */
export interface Manifests {
  readonly form: "manifests";
  readonly make: (name: string, opts: pulumi.CustomResourceOptions, annotate: Annotate) => readonly pulumi.Resource[];
}

export type Form = Managed | Chart | Manifests;

/** An EKS add-on. */
export function managed(addon: string, configuration: Values = {}): Managed {
  return { form: "managed", addon, configuration };
}

/** A Helm release. */
export function chart(args: Omit<Chart, "form">): Chart {
  return { form: "chart", ...args };
}

/** Typed Kubernetes resources, or a component. */
export function manifests(make: Manifests["make"]): Manifests {
  return { form: "manifests", make };
}
