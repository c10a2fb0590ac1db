import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { IdentityMode } from "../iam/workload-role";
import type { ApplicationTeamSettings, Settings, TeamSettings } from "../settings/types";
import type { Context } from "../util/context";
import { mapValues } from "../util/map-values";
import { teamPeer } from "../util/team-peers";
import { ApplicationTeam } from "./application-team";
import { clusterPolicy } from "./cluster-policy";
import { ingressClassPolicy, uiClassPolicy } from "./ingress-class";
import { allowedNamespaces } from "./member-permissions";
import type { AllowedEgress, AllowedIngress } from "./network-policy";
import { PlatformTeam } from "./platform-team";
import type { SecretsAddon } from "./secrets-addon";
import { rememberPolicy } from "./shared-policy";
import { teamUsers } from "./team-users";

export interface TeamsArgs {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  readonly teams: Settings["teams"];
  /** How teams get secrets by reference. */
  readonly secretsBy: SecretsAddon;
  /** Whether tiers of tenants have pools for themselves. */
  readonly tierPools: boolean;
  /** How service accounts of a namespace get their AWS permissions. */
  readonly identityMode: (namespace: string) => IdentityMode;
  /** Address ranges of the subnets of load balancers. Called only if a team is isolated. */
  readonly subnetCidrs: (kind: "public" | "all") => readonly pulumi.Input<string>[];
  readonly namespaceOfAddon: (addon: string) => string;
  /** Whether pods have IPv6 addresses. */
  readonly ipv6: boolean;
  /** Whether exposed user interfaces have IngressClasses, which teams may not use. */
  readonly uiIngressClasses: boolean;
  /** Shared spec of the IngressClassParams of all application teams, if each has its own load balancer. */
  readonly ingressClassParams?: Readonly<Record<string, unknown>>;
  /** Whether EKS Auto Mode must be configured to enforce network policies. */
  readonly autoModePolicyAgent: boolean;
  /** Resources that must exist before the teams' namespaces, and until they are deleted: controllers that finalize the teams' objects. */
  readonly after: readonly pulumi.Resource[];
}

/** All teams of a cluster. Access entries of existing members are created with those of all other principals, not here. */
export class Teams extends pulumi.ComponentResource {
  /** By name. */
  readonly platform: Readonly<Record<string, PlatformTeam>>;
  /** Application teams, by key. */
  readonly application: Readonly<Record<string, ApplicationTeam>>;

  /** @internal */
  constructor(name: string, args: TeamsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:Teams", name, {}, opts);
    const platform = ofKind(args.teams, "platform");
    const application = ofKind(args.teams, "application");
    const users = teamUsers(name, args, { parent: this });
    const ground = this.prepareCluster(name, args, application);
    const { context, cluster, identityMode, ingressClassParams, secretsBy } = args;

    this.platform = mapValues(platform, (team, settings) => {
      const members = membersOf(settings, users);
      return new PlatformTeam(`${name}-${team}`, { context, cluster, team, settings, members }, { parent: this });
    });
    const substitutes = this.substitutes(args, platform, users);
    const heardBy = this.allowedIngress(args);
    this.application = mapValues(application, (team, settings) => {
      const own = membersOf(settings, users);
      const members = own.length > 0 || settings.role !== undefined ? own : substitutes();
      const allowedIngress = heardBy(settings);
      const allowedEgress = allowedDestinations(args, settings);
      const common = { context, cluster, identityMode, ingressClassParams, secretsBy, after: ground };
      return new ApplicationTeam(
        `${name}-${team}`,
        { ...common, team, settings, members, allowedIngress, allowedEgress },
        { parent: this },
      );
    });
    this.registerOutputs({});
  }

  /** Waits for `after` on behalf of all teams, so that the number of dependencies does not grow with teams times resources. */
  private prepareCluster(
    name: string,
    { cluster, after, autoModePolicyAgent, ingressClassParams, tierPools, uiIngressClasses }: TeamsArgs,
    teams: Readonly<Record<string, ApplicationTeamSettings>>,
  ): pulumi.Resource[] {
    const settings = Object.values(teams);
    if (settings.length === 0) return [];
    const opts = { parent: this, provider: cluster.provider, dependsOn: [...after] };
    const levels = new Set(settings.map(({ accessLevel }) => accessLevel));
    const shared = [clusterPolicy(name, levels, tierPools, opts)];
    rememberPolicy(cluster, levels, shared);
    if (ingressClassParams) shared.push(ingressClassPolicy(name, opts));
    if (uiIngressClasses) shared.push(uiClassPolicy(name, opts));
    if (!autoModePolicyAgent || !settings.some(({ network }) => network === "isolated")) return shared;
    const agent = new k8s.core.v1.ConfigMap(
      `${name}-policy-agent`,
      { metadata: { name: "amazon-vpc-cni", namespace: "kube-system" }, data: { "enable-network-policy-controller": "true" } },
      opts,
    );
    return [...shared, agent];
  }

  /** Principals that may assume the role of a tenant without members: the platform teams, or else those permitted by the account's own policies. */
  private substitutes(
    { context }: TeamsArgs,
    platform: Readonly<Record<string, TeamSettings>>,
    users: ReadonlyMap<string, pulumi.Output<string>>,
  ): () => pulumi.Input<string>[] {
    const administrators = Object.values(platform).flatMap((settings) => [
      ...membersOf(settings, users),
      ...(settings.role === undefined ? [] : [settings.role]),
    ]);
    let account: pulumi.Output<string> | undefined;
    return () => {
      if (administrators.length > 0) return [...new Set(administrators)];
      account ??= pulumi.interpolate`arn:${context.partition}:iam::${aws.getCallerIdentityOutput({}, { parent: this }).accountId}:root`;
      return [account];
    };
  }

  private allowedIngress({ teams, subnetCidrs, namespaceOfAddon }: TeamsArgs): (settings: ApplicationTeamSettings) => AllowedIngress {
    const known = new Map<"public" | "all", readonly pulumi.Input<string>[]>();
    const cidrsOf = (kind: "public" | "all") => {
      if (!known.has(kind)) known.set(kind, subnetCidrs(kind));
      return known.get(kind)!;
    };
    return (settings) => {
      if (settings.network === "open") return { namespaces: [], cidrs: [] };
      const { loadBalancers } = settings;
      return {
        namespaces: allowedNamespaces(teams, settings, settings.allowIngressFrom, namespaceOfAddon),
        cidrs: typeof loadBalancers === "string" ? cidrsOf(loadBalancers) : loadBalancers,
      };
    };
  }
}

function allowedDestinations({ teams, namespaceOfAddon, ipv6 }: TeamsArgs, settings: ApplicationTeamSettings): AllowedEgress | undefined {
  const { allowEgressTo: entries } = settings;
  if (entries === undefined) return undefined;
  const peers = entries.map(teamPeer);
  return {
    namespaces: allowedNamespaces(teams, settings, entries, namespaceOfAddon),
    cidrs: peers.flatMap(({ kind, name }) => (kind === "range" ? [name] : [])),
    internet: peers.some(({ kind }) => kind === "internet"),
    ipv6,
  };
}

function ofKind<Kind extends TeamSettings["kind"]>(
  teams: Settings["teams"],
  kind: Kind,
): Readonly<Record<string, Extract<TeamSettings, { kind: Kind }>>> {
  const all = Object.entries(teams) as [string, Extract<TeamSettings, { kind: Kind }>][];
  return Object.fromEntries(all.filter(([, team]) => team.kind === kind));
}

/** Principals that may assume a team's role: its members, including created users. */
function membersOf(settings: TeamSettings, users: ReadonlyMap<string, pulumi.Output<string>>): pulumi.Input<string>[] {
  return [...settings.members, ...settings.createUsers.map((user) => users.get(user)!)];
}
