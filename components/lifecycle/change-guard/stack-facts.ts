// What the change guard remembers of a stack. Every value says something: a key that is absent is one that an earlier release did not know.
import type { Settings } from "../../settings/types";

/** What cannot change once it is made, as plain values. They lie in the stack's state. */
export interface GuardedFacts {
  readonly region?: string;
  /** Id of the AWS account. */
  readonly account?: string;
  readonly network?: {
    /** `own`, or the id of the VPC that exists. */
    readonly vpc?: string;
    /** Of a VPC of ours. */
    readonly cidr?: string;
    /** Of a VPC of ours: names, in the order in which they were taken into use. */
    readonly zones?: readonly string[];
    /** Of an existing VPC: zone of each private subnet, as far as the settings tell. */
    readonly zoneOf?: Readonly<Record<string, string>>;
  };
  readonly cluster?: {
    readonly source?: "own" | "existing";
    readonly name?: string;
    readonly version?: string;
    /** An address range, or `default`: what EKS picked. */
    readonly serviceCidr?: string;
    readonly autoMode?: boolean;
    /** Where the control plane lives: zones of a VPC of ours, ids of subnets of another. */
    readonly places?: readonly string[];
    /** `off`, `own` for a key of ours, or the ARN of a given key. */
    readonly encryption?: string;
    readonly creatorAdmin?: boolean;
  };
  /** Path of IAM roles; EKS knows the role of the control plane by it. */
  readonly rolePath?: string;
  /** Namespaces of application teams -> name of the team. */
  readonly namespaces?: Readonly<Record<string, string>>;
}

export interface Guarded {
  readonly region: string;
  readonly accountId?: string;
  readonly settings: Pick<Settings, "network" | "cluster" | "iam" | "teams">;
  /** Names of the zones, as looked up. */
  readonly zones: readonly string[];
  /** Subnets of the control plane among the given ones, which lie in the zones given. */
  readonly controlPlane: (subnets: readonly string[]) => readonly string[];
}

/** What of a stack cannot change. Of a cluster that exists nothing is ours but what is made in it. */
export function guardedFacts({ region, accountId, settings, zones, controlPlane }: Guarded): GuardedFacts {
  const { network, cluster, iam } = settings;
  const { name } = cluster;
  const namespaces = ownersOf(settings.teams);
  const place = { region, ...(accountId && { account: accountId }) };
  if (cluster.existing) return { ...place, cluster: { source: "existing", name }, namespaces };
  const { existing } = network;
  const { version, serviceCidr = "default", encryption, creatorAdmin } = cluster;
  return {
    ...place,
    network: existing
      ? { vpc: existing.vpcId, zoneOf: Object.fromEntries(zones.map((zone, at) => [existing.privateSubnetIds[at]!, zone])) }
      : { vpc: "own", cidr: network.cidr, zones },
    cluster: {
      source: "own",
      name,
      version,
      serviceCidr,
      autoMode: cluster.autoMode !== false,
      places: controlPlane(existing ? existing.privateSubnetIds : zones),
      encryption: typeof encryption === "object" ? encryption.kmsKeyArn : encryption ? "own" : "off",
      creatorAdmin,
    },
    rolePath: iam.path ?? "/",
    namespaces,
  };
}

function ownersOf(teams: Settings["teams"]): Record<string, string> {
  const all = Object.entries(teams).flatMap(([name, team]) =>
    team.kind === "application" ? team.namespaces.map((namespace) => [namespace, name] as const) : [],
  );
  return Object.fromEntries(all);
}
