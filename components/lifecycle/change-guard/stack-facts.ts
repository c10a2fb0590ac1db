// The facts that the change guard records about a stack. An absent key means that an earlier release did not record it.
import type { Settings } from "../../settings/types";
import { autoModePoolsOf } from "../../util/capacity-profile";
import { isRecord } from "../../util/is-record";
import { nodeVersion } from "../../util/node-version";

/** Values that cannot change after creation, as plain data. They are stored in the state. */
export interface GuardedFacts {
  readonly region?: string;
  /** ID of the AWS account. */
  readonly account?: string;
  readonly network?: {
    /** `own`, or the ID of the existing VPC. */
    readonly vpc?: string;
    /** Only of a VPC that the stack creates. */
    readonly cidr?: string;
    /** Only of a VPC that the stack creates: zone names, in the order in which they were added. */
    readonly zones?: readonly string[];
    /** Only of a VPC that the stack creates: `false` without public subnets; otherwise absent, as before there was a choice. */
    readonly publicSubnets?: false;
    /** Only of a VPC that the stack creates: lists whose positions decide on the addresses of subnets; none without entries. */
    readonly localZones?: readonly string[];
    readonly isolatedSubnets?: readonly string[];
    /** Only of a VPC that the stack creates: range of the subnets for pods; none without such subnets. */
    readonly podCidr?: string;
    /** Only of an existing VPC: the zone of each private subnet, if the settings have it. */
    readonly zoneOf?: Readonly<Record<string, string>>;
  };
  readonly cluster?: {
    readonly source?: "own" | "existing";
    readonly name?: string;
    readonly version?: string;
    /** An address range, or `default` if EKS chose it. */
    readonly serviceCidr?: string;
    /** Addresses of pods and Services; absent: ipv4. */
    readonly ipFamily?: "ipv6";
    /** Way of the control plane to webhooks and OIDC issuers; absent: by EKS. */
    readonly controlPlaneEgress?: "customerRouted";
    readonly autoMode?: boolean;
    /** Location of the control plane: zones of a VPC that the stack creates, subnet IDs of an existing one. */
    readonly places?: readonly string[];
    /** `off`, `own` for a key that the stack creates, or the ARN of an existing key. */
    readonly encryption?: string;
    readonly creatorAdmin?: boolean;
    /** Absent: access entries alone. */
    readonly authenticationMode?: "apiAndConfigMap";
    /** `own`, or the ARN of an existing role. */
    readonly role?: string;
  };
  /** Kubernetes version of the nodes of each managed pool with AWS's AMI. */
  readonly nodeVersions?: Readonly<Record<string, string>>;
  /** Whether pools of Karpenter and of Auto Mode have a fixed number of nodes, by path in the settings. */
  readonly staticPools?: Readonly<Record<string, boolean>>;
  /** Settings of pools of Karpenter and of Auto Mode for which the stack creates AWS resources that their nodes use, by path in the settings. */
  readonly boundPools?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Path of IAM roles. EKS identifies the role of the control plane by it. */
  readonly rolePath?: string;
  /** Namespace of application teams to name of the team. */
  readonly namespaces?: Readonly<Record<string, string>>;
  /** Resources that hold data, by the path of their settings. */
  readonly dataStores?: Readonly<Record<string, DataStoreFacts>>;
}

export interface DataStoreFacts {
  /** What it is, such as `file system`. */
  readonly noun: string;
  /** Values that cannot change, by key. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Sizes that cannot shrink, by key. */
  readonly sizes?: Readonly<Record<string, number>>;
}

export interface Guarded {
  readonly region: string;
  readonly accountId?: string;
  readonly settings: Pick<Settings, "network" | "cluster" | "nodePools" | "iam" | "teams" | "addons">;
  /** Names of the zones, from a lookup. */
  readonly zones: readonly string[];
  /** Subnets of the control plane, chosen from subnets in these zones. */
  readonly controlPlane: (subnets: readonly string[]) => readonly string[];
  readonly dataStores: Readonly<Record<string, DataStoreFacts>>;
}

/** The facts of a stack. Of an existing cluster, only what the stack creates in it. */
export function guardedFacts({ region, accountId, settings, zones, controlPlane, dataStores }: Guarded): GuardedFacts {
  const { network, cluster, iam } = settings;
  const { name } = cluster;
  const namespaces = ownersOf(settings.teams);
  const place = { region, ...(accountId && { account: accountId }), ...(Object.keys(dataStores).length > 0 && { dataStores }) };
  if (cluster.existing) return { ...place, cluster: { source: "existing", name }, ...nodePoolFacts(settings), namespaces };
  const { existing } = network;
  const { version, serviceCidr = "default", encryption, creatorAdmin } = cluster;
  return {
    ...place,
    network: existing
      ? { vpc: existing.vpcId, zoneOf: Object.fromEntries(zones.map((zone, at) => [existing.privateSubnetIds[at]!, zone])) }
      : {
          vpc: "own",
          cidr: network.cidr,
          zones,
          ...(!network.publicSubnets && { publicSubnets: false }),
          ...(network.localZones && { localZones: network.localZones }),
          ...(network.isolatedSubnets && { isolatedSubnets: network.isolatedSubnets }),
          ...(network.pods && { podCidr: network.pods.cidr }),
        },
    cluster: {
      source: "own",
      name,
      version,
      serviceCidr,
      ...(cluster.ipFamily === "ipv6" && { ipFamily: cluster.ipFamily }),
      ...(cluster.controlPlaneEgress === "customerRouted" && { controlPlaneEgress: cluster.controlPlaneEgress }),
      autoMode: cluster.autoMode !== false,
      places: existing?.controlPlaneSubnetIds ?? controlPlane(existing ? existing.privateSubnetIds : zones),
      encryption: typeof encryption === "object" ? encryption.kmsKeyArn : encryption ? "own" : "off",
      creatorAdmin,
      ...(cluster.authenticationMode === "apiAndConfigMap" && { authenticationMode: cluster.authenticationMode }),
      role: cluster.roleArn ?? "own",
    },
    nodeVersions: nodeVersions(settings),
    ...nodePoolFacts(settings),
    rolePath: iam.path ?? "/",
    namespaces,
  };
}

function nodeVersions({ nodePools, cluster }: Guarded["settings"]): Record<string, string> {
  const managed = Object.entries(nodePools).filter(
    ([, { kind, ami }]) => kind === "managed" && (typeof ami === "string" || ami.id === undefined),
  );
  return Object.fromEntries(managed.map(([pool, settings]) => [pool, nodeVersion(settings) ?? cluster.version]));
}

/** Of each pool of Karpenter and of Auto Mode, by its path: whether it has a fixed number of nodes, and what its nodes use; nothing without such pools. */
function nodePoolFacts({ addons, cluster }: Pick<Settings, "addons" | "cluster">): Pick<GuardedFacts, "staticPools" | "boundPools"> {
  const { karpenter } = addons;
  const ofKarpenter = karpenter && isRecord(karpenter.nodePools) ? karpenter.nodePools : {};
  const all = [
    ...Object.entries(ofKarpenter).map(([name, pool]) => [`addons.karpenter.nodePools.${name}`, pool] as const),
    ...Object.entries(autoModePoolsOf(cluster.autoMode)).map(([name, pool]) => [`cluster.autoMode.pools.${name}`, pool] as const),
  ].flatMap(([path, pool]) => (isRecord(pool) ? [[path, pool] as const] : []));
  if (all.length === 0) return {};
  const bound = all.map(([path, pool]) => [path, boundTo(pool)] as const).filter(([, settings]) => Object.keys(settings).length > 0);
  return {
    staticPools: Object.fromEntries(all.map(([path, pool]) => [path, pool.replicas !== undefined])),
    ...(bound.length > 0 && { boundPools: Object.fromEntries(bound) }),
  };
}

function boundTo({ ami, efa, placementGroup }: Readonly<Record<string, unknown>>): Record<string, string> {
  return {
    ...(typeof ami === "string" && ami.startsWith("windows") && { ami: "Windows" }),
    ...(efa === true && { efa: "true" }),
    ...(typeof placementGroup === "string" && { placementGroup }),
  };
}

function ownersOf(teams: Settings["teams"]): Record<string, string> {
  const all = Object.entries(teams).flatMap(([name, team]) =>
    team.kind === "application" ? team.namespaces.map((namespace) => [namespace, name] as const) : [],
  );
  return Object.fromEntries(all);
}
