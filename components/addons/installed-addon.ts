import * as pulumi from "@pulumi/pulumi";
import type { AddonOptions } from "../config/types";
import type { Addon, Form, Site } from "./contract";
import { type Installation, type Made, makeForm } from "./forms";
import { makeRoles } from "./roles";
import type { AddonVersions } from "./versions";

export interface InstalledAddonArgs {
  readonly addon: Addon<AddonOptions, string>;
  /** As checked by the add-on's schema. */
  readonly options: AddonOptions;
  readonly site: Site;
  readonly versions: AddonVersions;
  /** What must be there before, although nothing of it flows into the add-on. */
  readonly after: readonly pulumi.Resource[];
}

/** One add-on, with the roles of its service accounts. */
export class InstalledAddon extends pulumi.ComponentResource {
  /** What whoever needs the add-on waits for. */
  readonly resources: readonly pulumi.Resource[];
  /** Version that runs; none where only objects are made. */
  readonly version?: pulumi.Output<string>;

  constructor(name: string, { addon, options, site, versions, after }: InstalledAddonArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:InstalledAddon", name, {}, opts);
    const forms = addon.install(options, site);
    const managed = forms.some(({ form }) => form === "managed");
    const roles = makeRoles(name, addon, options, site, !managed, this);
    const ready = managed ? [] : [...roles.byAccount.values()].flatMap((role) => role.ready); // an EKS add-on takes the ARNs
    const made = this.makeInOrder(name, forms, { key: addon.name, options, site, versions, roles }, [...after, ...ready]);

    this.resources = made.flatMap(({ resources }) => resources);
    this.version = made.find(({ version }) => version)?.version;
    this.registerOutputs({ version: this.version });
  }

  /** Each form waits for the one before it, the first for `after`. */
  private makeInOrder(name: string, forms: readonly Form[], installation: Installation, after: readonly pulumi.Resource[]): Made[] {
    let dependsOn = after;
    return forms.map((form) => {
      const made = makeForm(name, form, installation, { parent: this, dependsOn: [...dependsOn] });
      if (made.resources.length > 0) dependsOn = made.resources;
      return made;
    });
  }
}
