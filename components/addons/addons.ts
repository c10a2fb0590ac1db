import * as pulumi from "@pulumi/pulumi";
import { reportFindings } from "../util/report-finding";
import { recordedSettings } from "../util/section-secrets";
import type { AnyAddon } from "./addon";
import { type AddonsArgs, type PlannedAddonsArgs, planAddonsArgs } from "./addons-args";
import { AddonInstaller } from "./install/addon-installer";
import type { InstalledAddon } from "./install/installed-addon";

/**
 * Add-ons of a cluster, in the order of their requirements; independent ones are created in parallel.
 *
 * @example
 * const facts = await lookUpCluster("shop");
 * const cluster = new ExistingCluster("shop", { facts });
 * const { vpcId, privateSubnetIds } = facts;
 * const addons = new Addons("shop", { cluster, kubernetesVersion: facts.version, vpcId, privateSubnetIds, addons: { "metrics-server": true } });
 */
export class Addons<Own extends readonly AnyAddon[] = []> extends pulumi.ComponentResource {
  /** Version of each add-on by name. */
  readonly versions: Readonly<Record<string, pulumi.Output<string>>>;
  /** Outputs of add-ons, such as a login command, by add-on. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, pulumi.Output<string>>>>>;
  /** Each add-on by name. */
  readonly installed: Readonly<Record<string, InstalledAddon>>;
  /** Dependencies of later resources, by step: add-on, `nodes` or `node-drain`. */
  readonly usable: ReadonlyMap<string, readonly pulumi.Resource[]>;
  /** @internal Installs the add-ons in phases; an environment creates nodes between them, and then calls `complete`. */
  readonly installer: AddonInstaller;

  constructor(name: string, args: AddonsArgs<Own>, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: PlannedAddonsArgs, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, given: AddonsArgs<Own> | PlannedAddonsArgs, opts?: pulumi.ComponentResourceOptions) {
    const args = "plan" in given ? given : planAddonsArgs(`Addons("${name}")`, given);
    super("eks-blueprints:index:Addons", name, recorded(args), opts);
    reportFindings(args.findings ?? [], this);
    this.installer = new AddonInstaller(name, args, this);
    this.versions = this.installer.versions;
    this.outputs = this.installer.outputs;
    this.installed = this.installer.installed;
    this.usable = this.installer.usable;
    if (!("plan" in given)) this.installAll(given.nodes ?? []);
  }

  /** @internal Dependencies of what needs all add-ons and nodes, until its last pod has ended. */
  get allUsable(): readonly pulumi.Resource[] {
    return [...new Set([...this.usable.values()].flat())];
  }

  /** @internal Registers the outputs, after the last phase of the installer. */
  complete(): void {
    this.registerOutputs({ versions: this.versions, outputs: this.outputs });
  }

  private installAll(nodes: readonly pulumi.Resource[]): void {
    this.installer.installBeforeNodes();
    this.installer.installWithNodes(nodes);
    this.installer.installAfterNodes([]);
    this.complete();
  }
}

/** Plain settings of the add-ons, recorded as inputs of the component. */
function recorded({ plan, context }: PlannedAddonsArgs): pulumi.Inputs {
  const addons = Object.fromEntries([...plan.enabled].map(([name, { options }]) => [name, options]));
  return { clusterName: context.clusterName, region: context.region, addons: recordedSettings(context, ["addons"], addons) };
}
