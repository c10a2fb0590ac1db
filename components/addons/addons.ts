import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { Settings } from "../config/types";
import type { Context } from "../shared/context";
import { type AddonName, addons as all, catalogue, type Step } from "./catalogue";
import type { Addon } from "./contract";
import type { StackFacts } from "./facts";
import { InstalledAddon } from "./installed-addon";
import { type OrderedStep, orderSteps, type StepNode } from "./order";
import { identityMode } from "./roles";
import { nodesStep } from "./select";
import { addonVersions } from "./versions";

export interface AddonsArgs {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  /** Minor version of the cluster, such as `1.35`; plain, because it decides which versions are pinned. */
  readonly kubernetesVersion: string;
  /** What pods run on: `stackFacts(settings)`. */
  readonly facts: StackFacts;
  /** Options of each add-on by key, as `select` chose them. */
  readonly addons: Settings["addons"];
  /**
   * Makes what pods run on; called once, where the graph has its place.
   * @param after what nodes must find when they start, for `dependsOn`
   * @returns what tells that pods can run; empty where the cluster brings its own capacity
   */
  readonly capacity: (after: pulumi.Resource[]) => readonly pulumi.Resource[];
}

/** All add-ons of a cluster and its capacity, in the order in which they need each other; what is independent is made in parallel. */
export class Addons extends pulumi.ComponentResource {
  /** Version of each add-on by key. */
  readonly versions: Readonly<Record<string, pulumi.Output<string>>>;
  /** What later resources wait for, by step: add-on or `nodes`. */
  readonly usable: ReadonlyMap<Step, readonly pulumi.Resource[]>;

  constructor(name: string, args: AddonsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:Addons", name, {}, opts);
    const usable = new Map<Step, readonly pulumi.Resource[]>();
    const versions: Record<string, pulumi.Output<string>> = {};

    for (const step of addonSteps(args)) {
      const after = step.after.flatMap((each) => usable.get(each)!);
      if (step.name === "nodes") {
        const made = args.capacity(after);
        usable.set(step.name, made.length > 0 ? made : after); // an empty step must not break the chain
      } else {
        const installed = this.install(name, step.name, args, after);
        usable.set(step.name, installed.resources.length > 0 ? installed.resources : after);
        if (installed.version) versions[step.name] = installed.version;
      }
    }

    this.usable = usable;
    this.versions = versions;
    this.registerOutputs({ versions });
  }

  private install(name: string, key: AddonName, args: AddonsArgs, after: readonly pulumi.Resource[]): InstalledAddon {
    return new InstalledAddon(
      `${name}-${key}`,
      { addon: catalogue[key], options: args.addons[key]!, site: args, versions: addonVersions[key], after },
      { parent: this },
    );
  }
}

/** The order graph of a stack: its add-ons and `nodes`. */
export function addonSteps(args: AddonsArgs): OrderedStep<Step>[] {
  const wanted = all.filter(({ name }) => args.addons[name]);
  return orderSteps<Step>([...wanted.map((addon) => stepOf(addon, args)), nodesStep], [...wanted.map(({ name }) => name), "nodes"]);
}

/**
 * What is required has been selected, or the cluster brings it: here it only orders.
 * Under Pod Identity, EKS gives an add-on its roles only where the agent is there before.
 */
function stepOf(addon: Addon, args: AddonsArgs): StepNode<Step> {
  const identities = addon.identity?.(args.addons[addon.name]!, args) ?? [];
  const agent = identities.length > 0 && identityMode(identities, args.facts) === "podIdentity";
  return {
    ...addon,
    requires: [],
    after: [...addon.requires, ...(addon.after ?? []), ...(agent ? (["eks-pod-identity-agent"] as const) : [])],
  };
}
