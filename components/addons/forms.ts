import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { AddonOptions } from "../config/types";
import type { Chart, Form, Managed, Site, Values } from "./contract";
import { mergeValues, sortedJson } from "./merge";
import type { Roles } from "./roles";
import { type AddonVersions, managedVersion } from "./versions";

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
  /** None where only objects are made. */
  readonly version?: pulumi.Output<string>;
}

/** @param name begins the names of all that is made */
export function makeForm(name: string, form: Form, installation: Installation, opts: pulumi.CustomResourceOptions): Made {
  switch (form.form) {
    case "managed": {
      const addon = new aws.eks.Addon(name, managedArgs(form, installation, opts), opts);
      return { resources: [addon], version: addon.addonVersion };
    }
    case "chart": {
      const provider = installation.site.cluster.provider;
      const release = new k8s.helm.v3.Release(form.noun ? `${name}-${form.noun}` : name, chartArgs(form, installation), {
        ...opts,
        provider,
      });
      return { resources: [release], version: release.version };
    }
    case "manifests":
      return { resources: form.make(name, opts, installation.roles.annotate) };
  }
}

function managedArgs(
  form: Managed,
  { key, options, site, versions, roles }: Installation,
  opts: pulumi.ResourceOptions,
): aws.eks.AddonArgs {
  const configuration = mergeValues(form.configuration, options.values as Values);
  return {
    clusterName: site.cluster.clusterName,
    addonName: form.addon,
    addonVersion: addonVersion(key, form, options, site, versions, opts),
    ...(Object.keys(configuration).length > 0 && { configurationValues: pulumi.output(configuration).apply(sortedJson) }),
    ...identityArgs(roles),
    // What the stack file says is what runs: older copies and edits by hand give way. `values` is the place for changes that last.
    resolveConflictsOnCreate: "OVERWRITE",
    resolveConflictsOnUpdate: "OVERWRITE",
    tags: { ...site.context.tags },
  };
}

/** One of the two, never both: with both, which one wins depends on what else runs in the cluster. */
function identityArgs({ mode, byAccount }: Roles): Pick<aws.eks.AddonArgs, "podIdentityAssociations" | "serviceAccountRoleArn"> {
  const roles = [...byAccount].map(([serviceAccount, { roleArn }]) => ({ serviceAccount, roleArn }));
  if (roles.length === 0) return {};
  return mode === "podIdentity" ? { podIdentityAssociations: roles } : { serviceAccountRoleArn: roles[0]!.roleArn };
}

/** Undefined where AWS picks its default. */
function addonVersion(
  key: string,
  { addon }: Managed,
  options: AddonOptions,
  { kubernetesVersion }: Site,
  { managed }: AddonVersions,
  { parent }: pulumi.ResourceOptions,
): pulumi.Input<string> | undefined {
  const choice = managedVersion(options.version as string | undefined, managed, kubernetesVersion);
  if ("version" in choice) return choice.version;
  if (choice.unknown) {
    const text = `no version is known for Kubernetes ${kubernetesVersion}, so AWS picks its default; set \`version\` to pin one`;
    void pulumi.log.warn(`[addon-version] eks-blueprints:addons.${key}: ${text}`, parent);
  }
  if (choice.resolvedBy === "default") return undefined;
  return aws.eks.getAddonVersionOutput({ addonName: addon, kubernetesVersion, mostRecent: true }, { parent }).version;
}

function chartArgs({ chart, repo, namespace, values }: Chart, { options, versions, roles }: Installation): k8s.helm.v3.ReleaseArgs {
  return {
    name: chartName(chart),
    chart,
    version: (options.version as string | undefined) ?? versions.chart,
    namespace,
    createNamespace: namespace !== "kube-system",
    ...(repo && { repositoryOpts: { repo } }),
    values: mergeValues(values(roles.annotate), options.values as Values),
  };
}

/** Name of the release: that of the chart. */
function chartName(chart: string): string {
  return chart.slice(chart.lastIndexOf("/") + 1);
}
