import * as pulumi from "@pulumi/pulumi";
import type { AddonOptions } from "../../settings/types";
import { sortedJson } from "../../util/deep-merge";
import type { AnyAddon, Form, Site } from "../addon";
import type { AddonVersions } from "../versions";
import { type Installation, type Made, makeForm, releaseArgs } from "./installers";
import type { NamespaceOf } from "./namespaces";
import { makeRoles } from "./roles";

export interface InstalledAddonArgs {
  readonly addon: AnyAddon;
  /** As checked by the add-on's schema. */
  readonly options: AddonOptions;
  readonly site: Site;
  readonly versions: AddonVersions;
  readonly namespaceOf: NamespaceOf;
  /** What must be there before, although nothing of it flows into the add-on. */
  readonly after: readonly pulumi.Resource[];
  /** Whether GitOps installs it: only its AWS side is made. Default: false. */
  readonly handedOver?: boolean;
}

/** What a repository of GitOps installs an add-on by. */
export interface Handover {
  readonly namespace: string;
  readonly chart: string;
  /** URL of the chart repository; none for a chart given as `oci://`. */
  readonly repo?: pulumi.Input<string>;
  readonly version?: string;
  /** Values that it would be installed with here, as JSON. */
  readonly values: pulumi.Output<string>;
  /** What the values do not say. */
  readonly more: Readonly<Record<string, pulumi.Input<string>>>;
}

/** One add-on, with the roles of its service accounts. */
export class InstalledAddon extends pulumi.ComponentResource {
  /** What whoever needs the add-on waits for. */
  readonly resources: readonly pulumi.Resource[];
  /** Version that runs; none where only objects are made. */
  readonly version?: pulumi.Output<string>;
  /** What the stack tells its user about it. */
  readonly outputs: Readonly<Record<string, pulumi.Output<string>>>;
  /** Roles of its service accounts, by account. */
  readonly roleArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** There where GitOps installs it, from a chart. */
  readonly handover?: Handover;

  constructor(name: string, args: InstalledAddonArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:InstalledAddon", name, {}, opts);
    const { addon, options, site, versions, handedOver = false } = args;
    const own = addon.prepare?.(name, options, site, { parent: this });
    const forms = addon.install(options, site, own);
    const managed = forms.some(({ form }) => form === "managed");
    const roles = makeRoles(name, addon.identity?.(options, site, own) ?? [], site, { managed, parent: this });
    const installation = { key: addon.name, options, site, versions, roles };
    const made = this.makeInOrder(name, handedOver ? forms.filter(isOnAws) : forms, installation, args);

    this.resources = [...(handedOver ? roles.ready : []), ...made.flatMap(({ resources }) => resources)];
    this.roleArns = roles.arns;
    this.handover = handedOver ? handoverOf(forms, installation, addon.handover?.(options, site, own) ?? {}) : undefined;
    this.version = made.find(({ version }) => version)?.version;
    this.outputs = mapOutputs(addon.outputs?.(options, site, own) ?? {});
    this.registerOutputs({ version: this.version, outputs: this.outputs });
  }

  /** Each form waits for the one before it, the first for `after`; what brings pods of its own also for their roles and namespace. */
  private makeInOrder(
    name: string,
    forms: readonly Form[],
    installation: Installation,
    { addon, after, namespaceOf }: InstalledAddonArgs,
  ): Made[] {
    let before = after;
    return forms.map((form) => {
      const ready = form.form === "managed" ? [] : installation.roles.ready; // an EKS add-on takes the ARNs
      const waits = { parent: this, dependsOn: [...before, ...ready] };
      const home = isOnAws(form) ? [] : namespaceOf(form.form === "chart" ? form.namespace : addon.namespace, waits);
      const made = makeForm(name, form, installation, { ...waits, dependsOn: [...waits.dependsOn, ...home] });
      if (made.resources.length > 0) before = made.resources;
      return made;
    });
  }
}

function isOnAws(form: Form): boolean {
  return form.form === "manifests" && form.onAws;
}

function handoverOf(forms: readonly Form[], installation: Installation, more: Handover["more"]): Handover | undefined {
  const form = forms.find((each) => each.form === "chart" && !each.companion);
  if (form?.form !== "chart") return undefined;
  const { namespace, repo, chart } = form;
  const { version, values } = releaseArgs(form, installation);
  return { namespace, chart, repo, version, values: pulumi.output(values).apply(sortedJson), more };
}

function mapOutputs(values: Readonly<Record<string, pulumi.Input<string>>>): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, pulumi.output(value)]));
}
