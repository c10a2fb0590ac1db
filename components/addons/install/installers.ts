import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { AddonOptions } from "../../settings/types";
import { mergeValues } from "../../util/deep-merge";
import { finding } from "../../util/finding";
import { reportFinding } from "../../util/report-finding";
import { keepSecret } from "../../util/section-secrets";
import { pathOf } from "../../util/settings-error";
import { sortedJson } from "../../util/sorted-json";
import { withoutNulls } from "../../util/without-nulls";
import type { EksAddonStep, HelmChartStep, InstallContext, InstallStep, InstallStepOptions, Values } from "../addon";
import { releaseOptions } from "../release-options";
import { type AddonVersions, unknownVersion } from "../versions";
import { chartLocation } from "./chart-location";
import type { Roles } from "./roles";

/** An add-on while it is being installed. */
export interface Installation {
  /** Key in stack config. */
  readonly key: string;
  readonly options: AddonOptions;
  readonly install: InstallContext;
  readonly versions: AddonVersions;
  readonly roles: Roles;
}

/** Result of an install step. */
export interface InstalledResources {
  readonly resources: readonly pulumi.Resource[];
  /** None if there are only objects or additional releases. */
  readonly version?: pulumi.Output<string>;
}

/** @param name prefix of all resource names */
export function runInstallStep(name: string, step: InstallStep, installation: Installation, opts: InstallStepOptions): InstalledResources {
  switch (step.kind) {
    case "eksAddon": {
      const addon = new aws.eks.Addon(nameOf(name, step), eksAddonArgs(step, installation, opts), opts);
      return { resources: [addon], ...(!step.additionalRelease && { version: addon.addonVersion }) };
    }
    case "helmChart": {
      const provider = installation.install.cluster.provider;
      const release = new k8s.helm.v3.Release(nameOf(name, step), releaseArgs(step, installation), { ...opts, provider });
      return { resources: [release], ...(!step.additionalRelease && { version: release.version }) };
    }
    case "manifests":
      return { resources: step.create(name, opts, installation.roles.annotate) };
  }
}

function nameOf(name: string, { additionalRelease }: EksAddonStep | HelmChartStep): string {
  return additionalRelease ? `${name}-${additionalRelease.noun}` : name;
}

function eksAddonArgs(step: EksAddonStep, installation: Installation, opts: pulumi.ResourceOptions): aws.eks.AddonArgs {
  const { install, roles } = installation;
  const configuration = configurationOf(step, installation);
  return {
    clusterName: install.cluster.clusterName,
    addonName: step.addon,
    addonVersion: addonVersion(step, installation, opts),
    ...(configuration && {
      // null removes a value of ours, as in Helm; EKS rejects it, because no type of a schema is null
      configurationValues: pulumi.output(configuration).apply((values) => sortedJson(withoutNulls(values))),
    }),
    ...(!step.additionalRelease && identityArgs(roles)),
    // The stack file is the source of truth: older copies and manual edits are overwritten. Use `values` for permanent changes.
    resolveConflictsOnCreate: "OVERWRITE",
    resolveConflictsOnUpdate: "OVERWRITE",
    tags: install.context.tags,
  };
}

/**
 * Never left out for an add-on with a known schema, though empty: the provider keeps the last values of an add-on without any, because
 * `configuration_values` is optional and computed, and ignores an empty text (terraform-provider-aws 6.48; terraform-plugin-sdk, `finalizeDiff`).
 */
function configurationOf(step: EksAddonStep, installation: Installation): pulumi.Input<Values> | undefined {
  const { values } = installation.options as { readonly values?: Values };
  return step.configuration || values ? withUserValues(step.configuration ?? {}, step, installation) : undefined;
}

/** The user's values apply to the add-on itself; an additional release has options of its own. */
function withUserValues(
  values: Values,
  { additionalRelease }: EksAddonStep | HelmChartStep,
  { options, install }: Installation,
): pulumi.Input<Values> {
  const { values: own = {} } = additionalRelease ? releaseOptions(additionalRelease, options) : (options as { readonly values?: Values });
  if (Object.keys(own).length === 0) return values;
  return keepSecret(install.context, "addons", mergeValues(values, own));
}

/** One of the two, never both: with both, the result depends on the rest of the cluster. */
function identityArgs({ mode, eksAddonRoles }: Roles): Pick<aws.eks.AddonArgs, "podIdentityAssociations" | "serviceAccountRoleArn"> {
  const roles = [...eksAddonRoles].map(([serviceAccount, { roleArn }]) => ({ serviceAccount, roleArn }));
  if (roles.length === 0) return {};
  return mode === "podIdentity" ? { podIdentityAssociations: roles } : { serviceAccountRoleArn: roles[0]!.roleArn };
}

/** Undefined if AWS picks its default. */
function addonVersion(
  step: EksAddonStep,
  installation: Installation,
  { parent }: pulumi.ResourceOptions,
): pulumi.Input<string> | undefined {
  const version = wantedVersion(step, installation);
  if (version === undefined) {
    const { message, fix } = unknownVersion(installation.install.kubernetesVersion);
    const path = `eks-blueprints:${pathOf("addons", installation.key)}`;
    reportFinding(
      finding({ rule: "addon-version", path, message: step.additionalRelease ? `${step.addon}: ${message}` : message, fix }),
      parent,
    );
  }
  if (version === undefined || version === "default") return undefined;
  if (version !== "latest") return version;
  const { kubernetesVersion } = installation.install;
  return aws.eks.getAddonVersionOutput({ addonName: step.addon, kubernetesVersion, mostRecent: true }, { parent }).version;
}

/** The user's version or the pinned one; settings already contain it, except for an existing cluster, whose version they do not know. */
function wantedVersion(form: EksAddonStep | HelmChartStep, { options, install, versions }: Installation): string | undefined {
  const pinned = ({ eksAddon, chart }: AddonVersions) => (form.kind === "eksAddon" ? eksAddon?.[install.kubernetesVersion]?.[0] : chart);
  const { additionalRelease } = form;
  if (additionalRelease?.versions) return releaseOptions(additionalRelease, options).version ?? pinned(additionalRelease.versions);
  return (options.version as string | undefined) ?? pinned(versions);
}

/**
 * Seconds that Helm waits for pods and for each hook, at install, upgrade and uninstall: a Job that cannot be scheduled fails the run with its name
 * instead of blocking it. Default of the provider (pulumi-kubernetes provider/pkg/provider/helm_release.go, 2026-07).
 */
const releaseSeconds = 300;

/** The release of a chart, created by the stack or managed by GitOps. */
export function releaseArgs(step: HelmChartStep, installation: Installation) {
  const { namespace, release = chartName(step.chart), skipCrds, skipAwait } = step;
  const { install, roles } = installation;
  const { chart, repo } = chartLocation(step, install);
  return {
    name: release,
    chart,
    version: wantedVersion(step, installation),
    namespace,
    timeout: releaseSeconds,
    ...(skipCrds && { skipCrds }),
    ...(skipAwait && { skipAwait }),
    ...(repo && { repositoryOpts: { repo } }),
    values: withUserValues(step.values(roles.annotate, install.mirror), step, installation),
  };
}

function chartName(chart: string): string {
  return chart.slice(chart.lastIndexOf("/") + 1);
}
