import * as pulumi from "@pulumi/pulumi";
import type { AddonOptions } from "../../settings/types";
import { mapValues } from "../../util/map-values";
import { sortedJson } from "../../util/sorted-json";
import type { AnyAddon, InstallContext } from "../addon";
import { customOptions } from "../custom/options";
import type { InstallStep } from "../install-step";
import { identitiesOf } from "../plan/identities";
import type { AddonVersions } from "../versions";
import { chartLocation } from "./chart-location";
import { type Installation, type InstalledResources, releaseArgs, runInstallStep } from "./installers";
import type { NamespaceOf } from "./namespaces";
import { createRoles, type ServiceAccountPermissions } from "./roles";

export interface InstalledAddonArgs {
  readonly addon: AnyAddon;
  /** Validated by the add-on's schema. */
  readonly options: AddonOptions;
  readonly install: InstallContext;
  readonly versions: AddonVersions;
  readonly namespaceOf: NamespaceOf;
  /** Dependencies that are not inputs of the add-on. */
  readonly after: readonly pulumi.Resource[];
  /** Whether GitOps installs it: only its AWS resources are created. Default: false. */
  readonly managedByGitops?: boolean;
}

/** Data by which a GitOps repository installs an add-on. */
export interface GitopsMetadata {
  /** Namespace of the release. */
  readonly namespace: string;
  /** Name of the chart, or its `oci://` URL. */
  readonly chart: pulumi.Input<string>;
  /** URL of the chart repository; none for an `oci://` chart. */
  readonly repo?: pulumi.Input<string>;
  /** Version of the chart. */
  readonly version?: string;
  /** Values with which this stack would install it, as JSON. */
  readonly values: pulumi.Output<string>;
  /** Metadata that is not in the values. */
  readonly extra: Readonly<Record<string, pulumi.Input<string>>>;
}

/** One add-on, with the roles of its service accounts. */
export class InstalledAddon extends pulumi.ComponentResource {
  /** Resources on which dependents of the add-on depend. */
  readonly resources: readonly pulumi.Resource[];
  /** Installed version; none if it consists only of objects. */
  readonly version?: pulumi.Output<string>;
  /** Its stack outputs. */
  readonly outputs: Readonly<Record<string, pulumi.Output<string>>>;
  /** Steps that install it, whether here or by GitOps. */
  readonly steps: readonly InstallStep[];
  /** Roles of its service accounts, by account. */
  readonly roleArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** What its `createAwsResources` returned. */
  readonly own: unknown;
  /** Set if GitOps installs it from a chart. */
  readonly gitopsMetadata?: GitopsMetadata;

  /** @internal */
  constructor(name: string, args: InstalledAddonArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:InstalledAddon", name, {}, opts);
    const { addon, options, install, versions, managedByGitops = false } = args;
    const own = addon.createAwsResources?.(name, options, install, { parent: this });
    const forms = addon.install(options, install, own);
    this.steps = forms;
    this.own = own;
    const managed = forms.some(({ kind }) => kind === "eksAddon");
    const roles = createRoles(name, permissions(args, own), install, { addon: pathBelowAddons(addon), managed, parent: this });
    const installation = { key: addon.name, options, install, versions, roles };
    const steps = this.runInstallSteps(name, managedByGitops ? forms.filter(isOnAws) : forms, installation, args);

    this.resources = [...(managedByGitops ? roles.ready : []), ...steps.flatMap(({ resources }) => resources)];
    this.roleArns = roles.arns;
    this.gitopsMetadata = managedByGitops
      ? gitopsMetadataOf(forms, installation, addon.gitopsMetadata?.(options, install, own) ?? {})
      : undefined;
    this.version = steps.find(({ version }) => version)?.version;
    this.outputs = mapValues(addon.outputs?.(options, install, own) ?? {}, (_, value) => pulumi.output(value));
    this.registerOutputs({ version: this.version, outputs: this.outputs });
  }

  /** Each step waits for the one before it, the first for `after`; steps with pods also wait for their roles and namespace. */
  private runInstallSteps(
    name: string,
    forms: readonly InstallStep[],
    installation: Installation,
    { addon, after, namespaceOf }: InstalledAddonArgs,
  ): InstalledResources[] {
    let before = after;
    return forms.map((step) => {
      const ready = step.kind === "eksAddon" ? [] : installation.roles.ready; // an EKS add-on uses the ARNs
      const waits = { parent: this, dependsOn: [...before, ...ready] };
      const home = isOnAws(step) ? [] : namespaceOf(step.kind === "helmChart" ? step.namespace : addon.namespace, waits);
      const result = runInstallStep(name, step, installation, { ...waits, dependsOn: [...waits.dependsOn, ...home] });
      if (result.resources.length > 0) before = result.resources;
      return result;
    });
  }
}

function permissions({ addon, options, install }: InstalledAddonArgs, own: unknown): ServiceAccountPermissions[] {
  return identitiesOf(addon, options, install.profile).map(({ statements, ...identity }) => ({
    ...identity,
    ...(statements && { statements: statements(install, own) }),
  }));
}

function pathBelowAddons({ name, options }: AnyAddon): readonly string[] {
  return options === customOptions ? ["custom", name] : [name];
}

function isOnAws(step: InstallStep): boolean {
  return step.kind === "manifests" && step.onAws;
}

function gitopsMetadataOf(
  forms: readonly InstallStep[],
  installation: Installation,
  extra: GitopsMetadata["extra"],
): GitopsMetadata | undefined {
  const form = forms.find((each) => each.kind === "helmChart" && !each.additionalRelease);
  if (form?.kind !== "helmChart") return undefined;
  const { namespace } = form;
  const { chart, repo } = chartLocation(form, installation.install);
  const { version, values } = releaseArgs(form, installation);
  return { namespace, chart, repo, version, values: pulumi.output(values).apply(sortedJson), extra };
}
