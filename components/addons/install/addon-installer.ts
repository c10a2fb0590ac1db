import type * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../../cluster/types";
import type { Context } from "../../util/context";
import { reportFindings } from "../../util/report-finding";
import type { InstallContext, InstallNetwork } from "../addon";
import type { AddonPlan } from "../plan/addon-plan";
import type { OrderedStep } from "../plan/order";
import { nodesStep } from "../plan/select";
import { nodeDrainStep } from "../plan/steps";
import { versionsOf } from "../versions";
import { unusedRegistries } from "./chart-location";
import { InstalledAddon } from "./installed-addon";
import { type NamespaceOf, namespacesOf } from "./namespaces";

export interface AddonInstallerArgs {
  readonly plan: AddonPlan;
  readonly context: Context;
  readonly cluster: ClusterHandle;
  readonly network: InstallNetwork;
  /** Minor version of the cluster, such as `1.35`; a plain string, because it determines the pinned versions. */
  readonly kubernetesVersion: string;
}

/**
 * Installs the add-ons of a plan in its order: each waits for its requirements, the rest is created in parallel. Between the phases the caller
 * creates the other steps of the order: first the nodes, then the drain of Karpenter's nodes.
 */
export class AddonInstaller {
  /** Version of each add-on by name. */
  readonly versions: Record<string, pulumi.Output<string>> = {};
  /** Outputs of add-ons, such as a login command, by add-on. */
  readonly outputs: Record<string, InstalledAddon["outputs"]> = {};
  /** Each add-on by name. */
  readonly installed: Record<string, InstalledAddon> = {};
  /** Dependencies of later resources, by step: add-on, `nodes` or `node-drain`. */
  readonly usable = new Map<string, readonly pulumi.Resource[]>();
  private readonly install: InstallContext;
  private readonly namespaceOf: NamespaceOf;

  /** @param parent of all add-ons */
  constructor(
    private readonly name: string,
    private readonly args: AddonInstallerArgs,
    private readonly parent: pulumi.Resource,
  ) {
    const { plan, cluster, ...place } = args;
    const { registries } = plan.profile;
    this.install = {
      ...place,
      cluster,
      profile: plan.profile,
      selected: new Set(plan.enabled.keys()),
      mirror: (registry) => registries[registry] ?? registry,
      accountId: () => cluster.accountId,
      resourcesOf: (addon) => this.installed[addon]?.own,
      common: { name, parent },
    };
    const installedHere = [...plan.enabled.values()].filter(({ managedByGitops }) => !managedByGitops).map(({ addon }) => addon);
    this.namespaceOf = namespacesOf(name, installedHere, { parent, provider: cluster.provider });
  }

  /**
   * Installs the add-ons that every node needs when it starts.
   * @returns dependencies of the nodes
   */
  installBeforeNodes(): readonly pulumi.Resource[] {
    return this.installUntil(nodesStep.name);
  }

  /**
   * Installs the add-ons that nodes need until the last one is terminated.
   * @param nodes resources after which pods can run; empty if the cluster has its own capacity
   * @returns dependencies of the node drain
   */
  installWithNodes(nodes: readonly pulumi.Resource[]): readonly pulumi.Resource[] {
    this.complete(nodesStep.name, nodes);
    return this.installUntil(nodeDrainStep);
  }

  /**
   * Installs the remaining add-ons.
   * @param nodeDrain the drain of Karpenter's nodes, which runs after everything installed here is deleted; empty if there is none
   */
  installAfterNodes(nodeDrain: readonly pulumi.Resource[]): void {
    this.complete(nodeDrainStep, nodeDrain);
    this.installUntil(undefined);
    const steps = Object.values(this.installed).flatMap((addon) => addon.steps);
    reportFindings(unusedRegistries(this.args.plan.profile.chartRegistries, steps), this.parent);
  }

  /** The namespace of something else that belongs to the stack, shared with the add-ons in it; nothing if it exists already. */
  namespaceFor(namespace: string, dependsOn: readonly pulumi.Resource[]): readonly pulumi.Resource[] {
    return this.namespaceOf(namespace, { parent: this.parent, dependsOn: [...dependsOn] });
  }

  /** Installs the add-ons before a step that are not installed yet. */
  private installUntil(step: string | undefined): readonly pulumi.Resource[] {
    for (const each of this.args.plan.steps) {
      if (each.name === step) return this.waitsFor(each);
      if (!this.usable.has(each.name)) this.installAddon(each);
    }
    return [];
  }

  private installAddon(step: OrderedStep): void {
    const { addon, options, managedByGitops } = this.args.plan.enabled.get(step.name)!;
    const installed = new InstalledAddon(
      `${this.name}-${addon.name}`,
      {
        addon,
        options,
        managedByGitops,
        install: this.install,
        versions: versionsOf(addon),
        namespaceOf: this.namespaceOf,
        after: this.waitsFor(step),
      },
      { parent: this.parent },
    );
    this.installed[step.name] = installed;
    this.complete(step.name, installed.resources);
    if (installed.version) this.versions[step.name] = installed.version;
    if (Object.keys(installed.outputs).length > 0) this.outputs[step.name] = installed.outputs;
  }

  /** An empty step must not break the chain. */
  private complete(name: string, resources: readonly pulumi.Resource[]): void {
    const step = this.args.plan.steps.find((each) => each.name === name)!;
    this.usable.set(name, resources.length > 0 ? resources : this.waitsFor(step));
  }

  private waitsFor({ after }: OrderedStep): pulumi.Resource[] {
    return after.flatMap((each) => this.usable.get(each)!);
  }
}
