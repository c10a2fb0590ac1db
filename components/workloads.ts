import type * as pulumi from "@pulumi/pulumi";
import type { Addons } from "./addons/addons";
import type { ClusterHandle } from "./cluster/types";
import type { ApplicationTeamSettings, Settings } from "./config/types";
import type { IdentityMode } from "./identity/workload-role";
import type { Network } from "./networking/network";
import type { Context } from "./shared/context";
import type { ApplicationTeam } from "./teams/application-team";
import { GitOps } from "./teams/gitops/gitops";
import { autoModeIngressClass, type IngressPlace, ingressAnnotations, ingressClassName } from "./teams/samples/load-balancing";
import { WebSample } from "./teams/samples/web-sample";

/** How workloads arrive, once the cluster, its add-ons and its teams are there. */
export interface WorkloadsArgs {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  readonly network: Network;
  readonly settings: Settings;
  readonly addons: Addons;
  /** Application teams by name. */
  readonly teams: Readonly<Record<string, ApplicationTeam>>;
  /** How service accounts of a namespace get their AWS permissions. */
  readonly identityMode: (namespace: string) => IdentityMode;
  /** Address ranges of the subnets in which load balancers live. */
  readonly subnetCidrs: (kind: "public" | "all") => readonly pulumi.Input<string>[];
}

/** Gives Argo CD or Flux its repository; nothing where the stack has neither. */
export function makeGitOps(name: string, args: WorkloadsArgs, opts: pulumi.ComponentResourceOptions): GitOps | undefined {
  const { context, cluster, network, settings, addons, teams } = args;
  const { gitops } = settings;
  if (gitops === false) return undefined;
  const needed = [gitops.engine, "external-secrets", ...gitops.addons]; // what is handed over finds its rights in place
  const dependsOn = needed.flatMap((addon) => addons.usable.get(addon) ?? []);
  const known = Object.entries(teams).map(([team, { namespaces, made }]) => [team, { namespaces, ready: [...made.values()] }] as const);
  return new GitOps(
    name,
    {
      cluster,
      settings: gitops,
      teams: Object.fromEntries(known),
      bridge: { context, vpcId: network.vpcId, addons: addons.installed },
    },
    { ...opts, dependsOn },
  );
}

/** The sample web servers of teams that want one, by team. */
export function makeWebSamples(name: string, args: WorkloadsArgs, opts: pulumi.ComponentResourceOptions): Record<string, WebSample> {
  const wanted = Object.keys(args.teams).filter((team) => wantsWeb(settingsOf(args, team)));
  if (wanted.length === 0) return {};
  const { context, cluster, settings, addons, teams, identityMode } = args;
  const place = ingressPlace(args);
  const served = place.controller ? [] : autoModeIngressClass(`${name}-alb`, place, cluster, opts);
  const ready = ["aws-load-balancer-controller", "metrics-server"].flatMap((addon) => addons.usable.get(addon) ?? []);
  const registry = settings.images.registries["public.ecr.aws"] ?? "public.ecr.aws";
  const loadBalancing = {
    ingressClass: ingressClassName(place),
    annotations: ingressAnnotations(place),
    cidrs: args.subnetCidrs(place.public ? "public" : "all"),
  };
  return Object.fromEntries(
    wanted.map((team) => {
      const own = settingsOf(args, team);
      const dependsOn = [...ready, ...served, ...teams[team]!.made.values()];
      const common = { context, cluster, registry, loadBalancing, mode: identityMode(own.namespaces[0]!) };
      return [team, new WebSample(`${name}-${team}-web`, { ...common, team, settings: own }, { ...opts, dependsOn })];
    }),
  );
}

function settingsOf({ settings }: WorkloadsArgs, team: string): ApplicationTeamSettings {
  return settings.teams[team] as ApplicationTeamSettings;
}

function wantsWeb({ samples }: ApplicationTeamSettings): boolean {
  return samples !== false && samples.web;
}

/** Subnets of a VPC of ours are found by their tags, others are named; a load balancer needs two. */
function ingressPlace({ network, settings, addons }: WorkloadsArgs): IngressPlace {
  const { publicSubnetIds, privateSubnetIds } = network;
  const open = publicSubnetIds.length > 1;
  return {
    controller: addons.usable.has("aws-load-balancer-controller"),
    public: open,
    ...(settings.network.existing && { subnetIds: open ? publicSubnetIds : privateSubnetIds }),
  };
}
