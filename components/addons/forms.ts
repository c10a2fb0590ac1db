import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { AddonOptions } from "../config/types";
import type { Chart, Form, Managed, Site, Values } from "./contract";
import { mergeValues, sortedJson } from "./merge";
import type { Roles } from "./roles";
import { type AddonVersions, pinnedVersion, unknownVersion } from "./versions";

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

function managedArgs(form: Managed, installation: Installation, opts: pulumi.ResourceOptions): aws.eks.AddonArgs {
  const { options, site, roles } = installation;
  const configuration = mergeValues(form.configuration, options.values as Values);
  return {
    clusterName: site.cluster.clusterName,
    addonName: form.addon,
    addonVersion: addonVersion(form.addon, installation, opts),
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
function addonVersion(addon: string, installation: Installation, { parent }: pulumi.ResourceOptions): pulumi.Input<string> | undefined {
  const version = wantedVersion(installation);
  if (version === undefined) {
    const text = unknownVersion(installation.site.kubernetesVersion);
    void pulumi.log.warn(`[addon-version] eks-blueprints:addons.${installation.key}: ${text}`, parent);
  }
  if (version === undefined || version === "default") return undefined;
  if (version !== "latest") return version;
  const { kubernetesVersion } = installation.site;
  return aws.eks.getAddonVersionOutput({ addonName: addon, kubernetesVersion, mostRecent: true }, { parent }).version;
}

/** The user's, or ours; settings hold it already, except for an existing cluster, whose version they do not know. */
function wantedVersion({ options, site, versions }: Installation): string | undefined {
  return (options.version as string | undefined) ?? pinnedVersion(versions, site.facts.partition, site.kubernetesVersion);
}

function chartArgs({ chart, repo, namespace, values }: Chart, installation: Installation): k8s.helm.v3.ReleaseArgs {
  const { options, roles } = installation;
  return {
    name: chartName(chart),
    chart,
    version: wantedVersion(installation),
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
