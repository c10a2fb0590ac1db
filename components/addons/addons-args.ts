import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { FargateProfileInput, ImagesInput } from "../settings/generated/settings-input";
import { validateSettings } from "../settings/validation/validate-settings";
import type { SettingFinding } from "../util/finding";
import { SettingsError, type ValidationIssue } from "../util/settings-error";
import type { AnyAddon } from "./addon";
import type { OwnAddonsInput } from "./define-addon";
import type { AddonsInput } from "./generated/addons-input";
import type { AddonInstallerArgs } from "./install/addon-installer";
import { addonCatalogOf } from "./plan/catalog-settings";

/** Args of `Addons`. */
export interface AddonsArgs<Own extends readonly AnyAddon[] = []> {
  /** Cluster of the add-ons: a `Cluster` or an `ExistingCluster`, whose name, region, tags and role defaults apply to them. */
  readonly cluster: ClusterHandle;
  /**
   * Minor version of the cluster, such as `"1.35"`: it determines the pinned versions of the add-ons. A plain string, because a cluster's own version is an
   * output; for an existing cluster `lookUpCluster` returns it.
   */
  readonly kubernetesVersion: string;
  /** VPC of the cluster. */
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets of the VPC: Karpenter starts nodes there, and EFS gets its mount targets. */
  readonly privateSubnetIds: readonly pulumi.Input<string>[];
  /** Availability zones of `privateSubnetIds`, in the same order, such as `["eu-west-1a", "eu-west-1b"]`. Default: unknown. */
  readonly zones?: readonly string[] | undefined;
  /**
   * Add-ons by name, as in section `addons` of a stack file: off, on, or on with options. Required add-ons are installed too, nothing else.
   *
   * @example { "metrics-server": true, karpenter: { nodePools: { default: { limits: { cpu: 200 } } } } }
   */
  readonly addons: AddonsInput & OwnAddonsInput<Own>;
  /** Add-ons in addition to the catalog, each from `defineAddon`; `addons` names them by their keys. Default: none. */
  readonly ownAddons?: Own | undefined;
  /** Node pools that this program creates: add-ons with pods wait for them. Default: none; the cluster has nodes already. */
  readonly nodes?: readonly pulumi.Resource[] | undefined;
  /** Fargate profiles of the cluster by name: add-ons in their namespaces use IRSA. Default: none. */
  readonly fargate?: Readonly<Record<string, FargateProfileInput>> | undefined;
  /** How service accounts get AWS permissions: `podIdentity` or `irsa`. Default: `podIdentity`. */
  readonly identity?: "podIdentity" | "irsa" | undefined;
  /** Mirrors of public registries. Default: the registries of each add-on. */
  readonly images?: ImagesInput | undefined;
}

/** Args whose add-ons are planned. */
export interface PlannedAddonsArgs extends AddonInstallerArgs {
  readonly findings?: readonly SettingFinding[];
}

/**
 * The plan of the add-ons of a program.
 * @param component as messages name it, such as `Addons("eks")`
 * @throws SettingsError with every problem in the args
 */
export function planAddonsArgs(component: string, args: AddonsArgs<readonly AnyAddon[]>): PlannedAddonsArgs {
  const { cluster, kubernetesVersion, vpcId, privateSubnetIds, zones = [], addons, ownAddons, fargate, identity, images } = args;
  const { context } = cluster;
  const own = { existing: { name: context.clusterName }, ...(identity && { identity }) };
  const { issues, findings, validated } = validateSettings(
    {
      region: context.region,
      defaultName: context.clusterName,
      sections: { cluster: own, fargate, images, addons },
      paths: { region: `${component}.cluster.context.region`, sections: `${component}.` },
    },
    addonCatalogOf(ownAddons),
  );
  // `identity` is a separate arg; in a stack file it is in section `cluster`
  const place = <T extends { readonly path: string }>(result: T): T => ({
    ...result,
    path: result.path.replace(".cluster.identity", ".identity"),
  });
  const wrong = versionIssue(component, kubernetesVersion);
  if (!validated || wrong.length > 0) throw new SettingsError([...wrong, ...issues.map(place)]);
  const network = { vpcId: pulumi.output(vpcId), privateSubnetIds: privateSubnetIds.map((id) => pulumi.output(id)), zones };
  return { plan: validated.addonPlan, context, cluster, network, kubernetesVersion, findings: findings.map(place) };
}

function versionIssue(component: string, version: string): ValidationIssue[] {
  if (/^\d+\.\d+$/.test(version)) return [];
  return [{ path: `${component}.kubernetesVersion`, message: `expected a minor version such as 1.35, found ${JSON.stringify(version)}` }];
}
