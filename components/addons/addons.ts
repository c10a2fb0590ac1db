import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { Settings } from "../settings/types";
import type { Context } from "../util/context";
import type { AnyAddon, InstallContext, InstallNetwork } from "./addon";
import { InstalledAddon } from "./install/installed-addon";
import { namespacesOf } from "./install/namespaces";
import { availableAddons } from "./plan/available-addons";
import { ancestors, type OrderedStep, orderSteps, type StepNode } from "./plan/order";
import { nodesStep } from "./plan/select";
import { onFargate, type StackProfile } from "./stack-profile";
import { versionsOf } from "./versions";

export interface AddonsArgs {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  readonly network: InstallNetwork;
  /** Minor version of the cluster, such as `1.35`; plain, because it decides which versions are pinned. */
  readonly kubernetesVersion: string;
  /** What pods run on: `stackFacts(settings)`. */
  readonly profile: StackProfile;
  /** Options of each add-on by key, as `select` chose them. */
  readonly addons: Settings["addons"];
  /** Add-ons that are not of our catalogue, and that the settings may name. */
  readonly ownAddons?: readonly AnyAddon[];
  /** Add-ons that GitOps installs: only their AWS side is made. */
  readonly managedByGitops?: ReadonlySet<string>;
  /**
   * Makes what pods run on; called once, where the graph has its place.
   * @param after what nodes must find when they start, for `dependsOn`
   * @returns what tells that pods can run; empty where the cluster brings its own capacity
   */
  readonly capacity: (after: pulumi.Resource[]) => readonly pulumi.Resource[];
  /**
   * Makes what ends the nodes that Karpenter started, at destroy; called once, where the graph has its place.
   * @param after what such nodes need until they are gone, for `dependsOn`
   * @returns what all else that may need a node waits for, so that it goes first; empty where the nodes are not the stack's
   */
  readonly nodesEnd?: (after: pulumi.Resource[]) => readonly pulumi.Resource[];
}

/** All add-ons of a cluster and its capacity, in the order in which they need each other; what is independent is made in parallel. */
export class Addons extends pulumi.ComponentResource {
  /** Version of each add-on by key. */
  readonly versions: Readonly<Record<string, pulumi.Output<string>>>;
  /** What add-ons tell their user, such as a command that logs in, by add-on. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, pulumi.Output<string>>>>>;
  /** Each add-on by key. */
  readonly installed: Readonly<Record<string, InstalledAddon>>;
  /** What later resources wait for, by step: add-on, `nodes` or `node-drain`. */
  readonly usable: ReadonlyMap<string, readonly pulumi.Resource[]>;

  constructor(name: string, args: AddonsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:Addons", name, {}, opts);
    const usable = new Map<string, readonly pulumi.Resource[]>();
    const versions: Record<string, pulumi.Output<string>> = {};
    const outputs: Record<string, InstalledAddon["outputs"]> = {};
    const all: Record<string, InstalledAddon> = {};
    const { declared, options } = availableAddons(args.addons, args.ownAddons);
    const addons = new Map(declared.map((addon) => [addon.name, addon]));
    const install = this.siteOf(name, args, options);
    const installedHere = declared.filter((each) => options[each.name] && !args.managedByGitops?.has(each.name));
    const namespaceOf = namespacesOf(name, installedHere, { parent: this, provider: args.cluster.provider });

    for (const step of addonSteps(args)) {
      const after = step.after.flatMap((each) => usable.get(each)!);
      const addon = addons.get(step.name);
      if (addon === undefined) {
        const made = (step.name === nodeDrainStep ? args.nodesEnd?.(after) : args.capacity(after)) ?? [];
        usable.set(step.name, made.length > 0 ? made : after); // an empty step must not break the chain
        continue;
      }
      const installed = new InstalledAddon(
        `${name}-${addon.name}`,
        {
          addon,
          options: options[addon.name]!,
          install,
          versions: versionsOf(addon),
          namespaceOf,
          after,
          managedByGitops: args.managedByGitops?.has(addon.name),
        },
        { parent: this },
      );
      all[step.name] = installed;
      usable.set(step.name, installed.resources.length > 0 ? installed.resources : after);
      if (installed.version) versions[step.name] = installed.version;
      if (Object.keys(installed.outputs).length > 0) outputs[step.name] = installed.outputs;
    }

    this.usable = usable;
    this.installed = all;
    this.versions = versions;
    this.outputs = outputs;
    this.registerOutputs({ versions, outputs });
  }

  private siteOf(name: string, { context, cluster, network, profile, kubernetesVersion }: AddonsArgs, options: object): InstallContext {
    return {
      context,
      cluster,
      network,
      profile,
      kubernetesVersion,
      selected: new Set(Object.keys(options)),
      mirror: (registry) => profile.registries[registry] ?? registry,
      accountId: () => cluster.accountId,
      common: { name, parent: this },
    };
  }
}

/** The order graph of a stack: its add-ons, `nodes` and `node-drain`. */
export function addonSteps({ addons, ownAddons, profile }: Pick<AddonsArgs, "addons" | "ownAddons" | "profile">): OrderedStep[] {
  const { declared, options } = availableAddons(addons, ownAddons);
  const wanted = declared.filter(({ name }) => options[name]);
  const steps = withNodeDrain([...wanted.map((addon) => stepOf(addon, profile)), nodesStep], wanted, profile);
  return orderSteps(
    steps,
    steps.map(({ name }) => name),
  );
}

const nodeDrainStep = "node-drain";

/**
 * Nodes that Karpenter started go when nothing needs them any more: a namespace is not gone before the API that an add-on's pods serve is
 * gone, an object not before the operator whose finalizer it carries has let it go, a release not before its hooks have run. So all that is
 * not needed until the last of these nodes has ended waits for the step, and at destroy goes first.
 */
function withNodeDrain(steps: readonly StepNode[], wanted: readonly AnyAddon[], profile: StackProfile): StepNode[] {
  const started = profile.autoMode || wanted.some(({ startsNodes }) => startsNodes);
  const needed = wanted.filter(({ startsNodes, outlivesNodes }) => startsNodes || (outlivesNodes && started)).map(({ name }) => name);
  const after = ["nodes", "coredns", ...needed]; // whoever ends nodes finds AWS by DNS
  const first = ancestors(steps, after);
  const waiting = steps.map((step) => (first.has(step.name) ? step : { ...step, after: [...(step.after ?? []), nodeDrainStep] }));
  return [...waiting, { name: nodeDrainStep, requires: [], after }];
}

/**
 * What is required has been selected, or the cluster brings it: here it only orders.
 * Under Pod Identity pods get their roles from the agent; what comes before the nodes has no pods yet, and the nodes wait for the agent.
 * Where Karpenter alone starts nodes, pods that are not for Fargate need it, also at destroy: nodes of pods that cannot be drained would stay.
 */
function stepOf(addon: AnyAddon, profile: StackProfile): StepNode {
  const early = addon.before?.includes("nodes") ?? false;
  const agent = addon.identity !== undefined && profile.identity === "podIdentity" && !early;
  const started = addon.requires.includes("nodes") && profile.fargateFirst && profile.nodes && !onFargate(profile, addon.namespace);
  return {
    ...addon,
    requires: [],
    after: [...addon.requires, ...(addon.after ?? []), ...(agent ? ["eks-pod-identity-agent"] : []), ...(started ? ["karpenter"] : [])],
  };
}
