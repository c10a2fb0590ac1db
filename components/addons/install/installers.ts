import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { AddonOptions } from "../../settings/types";
import { mergeValues, sortedJson } from "../../util/deep-merge";
import { finding } from "../../util/finding";
import { reportFinding } from "../../util/report-finding";
import { keepSecret } from "../../util/section-secrets";
import { pathOf } from "../../util/settings-error";
import type { Chart, Form, FormOptions, Managed, Site, Values } from "../addon";
import { type AddonVersions, unknownVersion } from "../versions";
import type { Roles } from "./roles";

/** An add-on while it is being installed. */
export interface Installation {
  /** Key in stack config. */
  readonly key: string;
  readonly options: AddonOptions;
  readonly site: Site;
  readonly versions: AddonVersions;
  readonly roles: Roles;
}

/** What came of a form. */
export interface Made {
  readonly resources: readonly pulumi.Resource[];
  /** None where only objects or a companion are made. */
  readonly version?: pulumi.Output<string>;
}

/** @param name begins the names of all that is made */
export function makeForm(name: string, form: Form, installation: Installation, opts: FormOptions): Made {
  switch (form.form) {
    case "managed": {
      const addon = new aws.eks.Addon(nameOf(name, form), managedArgs(form, installation, opts), opts);
      return { resources: [addon], ...(!form.companion && { version: addon.addonVersion }) };
    }
    case "chart": {
      const provider = installation.site.cluster.provider;
      const release = new k8s.helm.v3.Release(nameOf(name, form), releaseArgs(form, installation), { ...opts, provider });
      return { resources: [release], ...(!form.companion && { version: release.version }) };
    }
    case "manifests":
      return { resources: form.make(name, opts, installation.roles.annotate) };
  }
}

function nameOf(name: string, { companion }: Managed | Chart): string {
  return companion ? `${name}-${companion.noun}` : name;
}

function managedArgs(form: Managed, installation: Installation, opts: pulumi.ResourceOptions): aws.eks.AddonArgs {
  const { site, roles } = installation;
  const configuration = withUserValues(form.configuration, form, installation);
  return {
    clusterName: site.cluster.clusterName,
    addonName: form.addon,
    addonVersion: addonVersion(form, installation, opts),
    ...((pulumi.Output.isInstance(configuration) || Object.keys(configuration).length > 0) && {
      configurationValues: pulumi.output(configuration).apply(sortedJson),
    }),
    ...(!form.companion && identityArgs(roles)),
    // What the stack file says is what runs: older copies and edits by hand give way. `values` is the place for changes that last.
    resolveConflictsOnCreate: "OVERWRITE",
    resolveConflictsOnUpdate: "OVERWRITE",
    tags: site.context.tags,
  };
}

/** The user's values are for the add-on itself, not for its companions. */
function withUserValues(values: Values, { companion }: Managed | Chart, { options, site }: Installation): pulumi.Input<Values> {
  const own = options.values as Values;
  if (companion || Object.keys(own).length === 0) return values;
  return keepSecret(site.context, "addons", mergeValues(values, own));
}

/** One of the two, never both: with both, which one wins depends on what else runs in the cluster. */
function identityArgs({ mode, handed }: Roles): Pick<aws.eks.AddonArgs, "podIdentityAssociations" | "serviceAccountRoleArn"> {
  const roles = [...handed].map(([serviceAccount, { roleArn }]) => ({ serviceAccount, roleArn }));
  if (roles.length === 0) return {};
  return mode === "podIdentity" ? { podIdentityAssociations: roles } : { serviceAccountRoleArn: roles[0]!.roleArn };
}

/** Undefined where AWS picks its default. */
function addonVersion(form: Managed, installation: Installation, { parent }: pulumi.ResourceOptions): pulumi.Input<string> | undefined {
  const version = wantedVersion(form, installation);
  if (version === undefined) {
    const { message, fix } = unknownVersion(installation.site.kubernetesVersion);
    const path = `eks-blueprints:${pathOf("addons", installation.key)}`;
    reportFinding(finding({ rule: "addon-version", path, message: form.companion ? `${form.addon}: ${message}` : message, fix }), parent);
  }
  if (version === undefined || version === "default") return undefined;
  if (version !== "latest") return version;
  const { kubernetesVersion } = installation.site;
  return aws.eks.getAddonVersionOutput({ addonName: form.addon, kubernetesVersion, mostRecent: true }, { parent }).version;
}

/** The user's, or ours; settings hold it already, except for an existing cluster, whose version they do not know. */
function wantedVersion(form: Managed | Chart, { options, site, versions }: Installation): string | undefined {
  const pinned = ({ managed, chart }: AddonVersions) => (form.form === "managed" ? managed?.[site.kubernetesVersion]?.[0] : chart);
  if (form.companion?.versions) return form.companion.version ?? pinned(form.companion.versions);
  return (options.version as string | undefined) ?? pinned(versions);
}

/**
 * Seconds that Helm waits for pods and for each hook, at install, upgrade and uninstall: a Job that finds no node ends the run with its name
 * and not never. What the provider takes where nothing is said (pulumi-kubernetes provider/pkg/provider/helm_release.go, 2026-07).
 */
const releaseSeconds = 300;

/** The release of a chart: what is made here, or handed over to GitOps. */
export function releaseArgs(form: Chart, installation: Installation) {
  const { chart, repo, namespace, release = chartName(chart), skipCrds } = form;
  const { site, roles } = installation;
  return {
    name: release,
    chart,
    version: wantedVersion(form, installation),
    namespace,
    timeout: releaseSeconds,
    ...(skipCrds && { skipCrds }),
    ...(repo && { repositoryOpts: { repo } }),
    values: withUserValues(form.values(roles.annotate, site.mirror), form, installation),
  };
}

function chartName(chart: string): string {
  return chart.slice(chart.lastIndexOf("/") + 1);
}
