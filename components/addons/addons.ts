import * as pulumi from "@pulumi/pulumi";
import { AddonInstaller, type AddonInstallerArgs } from "./install/addon-installer";
import type { InstalledAddon } from "./install/installed-addon";

export interface AddonsArgs extends AddonInstallerArgs {}

/** All add-ons of a cluster, in the order in which they need each other. */
export class Addons extends pulumi.ComponentResource {
  /** Version of each add-on by key. */
  readonly versions: Readonly<Record<string, pulumi.Output<string>>>;
  /** What add-ons tell their user, such as a command that logs in, by add-on. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, pulumi.Output<string>>>>>;
  /** Each add-on by key. */
  readonly installed: Readonly<Record<string, InstalledAddon>>;
  /** What later resources wait for, by step: add-on, `nodes` or `node-drain`. */
  readonly usable: ReadonlyMap<string, readonly pulumi.Resource[]>;
  /** Installs the add-ons in phases, between which nodes are created. */
  readonly installer: AddonInstaller;

  constructor(name: string, args: AddonsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:Addons", name, {}, opts);
    this.installer = new AddonInstaller(name, args, this);
    this.versions = this.installer.versions;
    this.outputs = this.installer.outputs;
    this.installed = this.installer.installed;
    this.usable = this.installer.usable;
  }

  /** Registers the outputs, once the last phase of the installer has run. */
  complete(): void {
    this.registerOutputs({ versions: this.versions, outputs: this.outputs });
  }
}
