import type * as pulumi from "@pulumi/pulumi";
import type { Addons } from "../addons/addons";
import { sharedAlbOf } from "../addons/catalog/aws-load-balancer-controller/shared-alb";
import type { AddonPlan } from "../addons/plan/addon-plan";
import type { ClusterHandle } from "../cluster/types";
import { GitOps } from "../gitops/gitops";
import type { Network } from "../networking/network";
import { autoModeIngressClass, type IngressOptions, ingressAnnotations, ingressClassName } from "../samples/load-balancing";
import { WebSample } from "../samples/web-sample";
import type { ApplicationTeamSettings, Settings } from "../settings/types";
import type { Teams } from "../teams/teams";
import type { Context } from "../util/context";
import { identityModeOf } from "../util/identity-mode";
import { isOwnerTaint, poolOwners } from "../util/pool-owners";
import { tenantCharts } from "./tenant-charts";

/** How workloads are deployed, after the cluster, its add-ons and its teams. */
export interface GitopsAndSamplesArgs {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  readonly network: Network;
  readonly settings: Settings;
  readonly addonPlan: AddonPlan;
  readonly addons: Addons;
  readonly teams: Pick<Teams, "application">;
  /** Service accounts that pods from Git may use. Default: none. */
  readonly serviceAccounts?: readonly pulumi.Resource[];
}

/** GitOps and sample workloads, if enabled. */
export function createGitopsAndSamples(name: string, args: GitopsAndSamplesArgs, opts: pulumi.ComponentResourceOptions): pulumi.Resource[] {
  return [...createGitops(`${name}-gitops`, args, opts), ...createWebSamples(`${name}-sample`, args, opts)];
}

/** Connects Argo CD or Flux to its repository. */
function createGitops(name: string, args: GitopsAndSamplesArgs, opts: pulumi.ComponentResourceOptions): GitOps[] {
  const { context, cluster, network, settings, addons, teams } = args;
  const { gitops } = settings;
  if (gitops === false) return [];
  const needed = [gitops.engine, "external-secrets", ...gitops.addons]; // add-ons managed by GitOps need their permissions first
  const dependsOn = [...needed.flatMap((addon) => addons.usable.get(addon) ?? []), ...(args.serviceAccounts ?? [])];
  const ingressClasses = Object.fromEntries(
    Object.entries(teams.application).flatMap(([team, { ingressClass }]) => (ingressClass === undefined ? [] : [[team, ingressClass]])),
  );
  const charts = tenantCharts(context, settings, gitops, ingressClasses);
  const known = Object.entries(teams.application).map(([team, { namespaces, namespaceResources }]) => {
    const application = charts.get(team);
    return [team, { namespaces, ready: [...namespaceResources.values()], ...(application && { application }) }] as const;
  });
  const bridge = { context, vpcId: network.vpcId, addons: addons.installed, ingressClasses };
  return [new GitOps(name, { cluster, settings: gitops, teams: Object.fromEntries(known), bridge }, { ...opts, dependsOn })];
}

/** The sample web servers of teams that enable one. */
function createWebSamples(name: string, args: GitopsAndSamplesArgs, opts: pulumi.ComponentResourceOptions): WebSample[] {
  const { context, cluster, network, settings, addonPlan, addons, teams } = args;
  const wanted = Object.keys(teams.application).filter((team) => wantsWeb(settingsOf(args, team)));
  if (wanted.length === 0) return [];
  const place = ingressPlace(args);
  const served = place.controller ? [] : autoModeIngressClass(`${name}-alb`, place, cluster, opts);
  const ready = ["aws-load-balancer-controller", "metrics-server"].flatMap((addon) => addons.usable.get(addon) ?? []);
  const registry = addonPlan.profile.registries["public.ecr.aws"] ?? "public.ecr.aws";
  const loadBalancing = {
    ingressClass: ingressClassName(place),
    annotations: ingressAnnotations(place),
    cidrs: network.subnetCidrs(place.public ? "public" : "all"),
  };
  const modeOf = identityModeOf(settings);
  const owners = poolOwners(settings);
  const taints = addonPlan.profile.taints.filter((taint) => !isOwnerTaint(taint, owners));
  return wanted.map((team) => {
    const own = settingsOf(args, team);
    const dependsOn = [...ready, ...served, ...teams.application[team]!.namespaceResources.values()];
    const { ingressClass = loadBalancing.ingressClass } = teams.application[team]!;
    const pods = { registry, loadBalancing: { ...loadBalancing, ingressClass }, taints };
    const common = { context, cluster, ...pods, mode: modeOf(own.namespaces[0]!) };
    return new WebSample(`${name}-${team}-web`, { ...common, team, settings: own }, { ...opts, dependsOn });
  });
}

function settingsOf({ settings }: GitopsAndSamplesArgs, team: string): ApplicationTeamSettings {
  return settings.teams[team] as ApplicationTeamSettings;
}

function wantsWeb({ samples }: ApplicationTeamSettings): boolean {
  return samples !== false && samples.web;
}

/** Subnets of a VPC created by this stack are discovered by their tags, others are named; a load balancer needs two. */
function ingressPlace({ network, settings, addonPlan, addons }: GitopsAndSamplesArgs): IngressOptions {
  const { publicSubnetIds, privateSubnetIds } = network;
  const controller = addonPlan.enabled.get("aws-load-balancer-controller");
  const open = sharedAlbOf(controller?.options)?.scheme !== "internal" && publicSubnetIds.length > 1;
  return {
    controller: addons.usable.has("aws-load-balancer-controller"),
    ipv6: addonPlan.profile.ipv6,
    public: open,
    ...(settings.network.existing && { subnetIds: open ? publicSubnetIds : privateSubnetIds }),
  };
}
