import { instanceFactsOf, isWindows } from "../reference/ami-of-family";
import type { Accelerator } from "../reference/instance-families";
import { partitionOf } from "../reference/partition";
import type { Partition } from "../reference/regions";
import { type EndpointName, privateEndpoints } from "../reference/vpc-endpoints";
import type { AddonOptions, NodePoolSettings, Settings } from "../settings/types";
import { accessEntryOwners } from "../util/access-entry-owners";
import { autoModePoolsOf, capacityProfile, hasBuiltInNodePools } from "../util/capacity-profile";
import { type FargateSelector, takesNamespace } from "../util/fargate-selectors";
import { imageMirrors } from "../util/image-mirrors";
import { lazily } from "../util/lazy";
import { hasEgress } from "../util/nat";
import { enforcesRestricted } from "../util/pod-security";
import { hasPodSubnets } from "../util/pod-subnets";
import { type PoolOwner, poolOwners } from "../util/pool-owners";
import { calledServices } from "./called-services";
import { gitCertificates } from "./git-certificates";
import { type KarpenterPool, karpenterPoolsOf } from "./karpenter-pools";
import { type PodNetworking, podNetworking } from "./pod-networking";
import { ebsOf, nodeZones, taintsOfAll } from "./profile-parts";

/** Properties of a stack by which add-ons are selected, known before any resource is created. */
export interface StackProfile {
  /** AWS partition, such as `aws-cn`. */
  readonly partition: Partition;
  /** AWS region. */
  readonly region: string;
  /** Tags of the stack. */
  readonly tags: Settings["tags"];
  /** EC2 nodes of node pools, of an existing cluster, or started by Karpenter on Fargate. */
  readonly nodes: boolean;
  /** Whether EKS Auto Mode is on. */
  readonly autoMode: boolean;
  /** Machines outside of AWS join the cluster (EKS Hybrid Nodes). */
  readonly hybridNodes: boolean;
  /** EKS Auto Mode without built-in node pools, and no other nodes: pods run once a NodePool exists. */
  readonly awaitsNodePool: boolean;
  /** Every pod runs on Fargate, which does not support DaemonSets. */
  readonly fargateOnly: boolean;
  /** System pods run on Fargate, the only capacity unless Karpenter, on Fargate too, starts nodes. */
  readonly fargateFirst: boolean;
  /** Selectors of pods on Fargate; none without profiles. */
  readonly fargate: readonly FargateSelector[];
  /** The cluster exists already, with its own add-ons. */
  readonly existing: boolean;
  /** How service accounts get roles: EKS Pod Identity or IRSA. */
  readonly identity: "podIdentity" | "irsa";
  /** Taints on every Linux node of the stack; empty if some have none. */
  readonly taints: readonly Taint[];
  /** Node pools of the stack, by key. */
  readonly nodePools: Settings["nodePools"];
  /** Keys of the node pools that run Windows. */
  readonly windowsPools: readonly string[];
  /** Accelerators of the stack's node pools. */
  readonly accelerators: readonly Accelerator[];
  /** A VPC created by this stack without NAT: pods reach AWS through endpoints, and no public registry. */
  readonly private: boolean;
  /** VPC endpoints of a VPC created by this stack, in addition to those for add-ons. */
  readonly endpoints: readonly string[];
  /** `network.endpoints: private`: every AWS service that an add-on calls has an endpoint. */
  readonly endpointsGrow: boolean;
  /** The VPC is created by this stack: its private subnets have the tags by which controllers discover them. */
  readonly ownNetwork: boolean;
  /** A VPC created by this stack without public subnets: all load balancers are internal. */
  readonly internalOnly: boolean;
  /** Local Zones in which the stack has subnets. */
  readonly localZones: readonly string[];
  /** Zones of the private subnets are known before any resource is created, or looked up. */
  readonly zonesKnown: boolean;
  /** The API server has a private endpoint; assumed of an existing cluster. */
  readonly privateEndpoint: boolean;
  /** Zones in which the stack's own nodes run: names, or how many; undefined where they are not known from settings. */
  readonly nodeZones?: number | readonly string[];
  /** The add-on `gpu-operator` brings the device plugin of NVIDIA GPUs. */
  readonly gpuOperator: boolean;
  /** What the EBS driver of the stack provides besides volumes. */
  readonly ebs: { readonly defaultStorageClass: boolean; readonly snapshots: boolean };
  /** Mirrors of image registries, by registry. */
  readonly registries: Settings["images"]["registries"];
  /** Copies of chart repositories, by repository. */
  readonly chartRegistries: Settings["charts"]["registries"];
  /** Zonal autoshift: AWS may shift traffic away from a zone. */
  readonly zonalShift: boolean;
  /** Whether a team is isolated, so that network policies must be enforced. */
  readonly isolated: boolean;
  /** A team's namespaces refuse pods beyond the Pod Security Standard `restricted`. */
  readonly restricted: boolean;
  /** AWS services that nodes and GitOps call, in addition to those of every cluster and of add-ons. */
  readonly calledServices: readonly EndpointName[];
  /** The network has subnets for pods. */
  readonly podSubnets: boolean;
  /** Pods and Services of a cluster that this stack creates have IPv6 addresses. */
  readonly ipv6: boolean;
  /** What the VPC CNI does for pods. */
  readonly podNetworking: PodNetworking;
  /** Teams and tiers that have a pool for themselves, by pool. */
  readonly poolOwners: ReadonlyMap<string, PoolOwner>;
  /** Who brings the access entry of each principal that settings name, by ARN. */
  readonly accessEntryOwners: ReadonlyMap<string, string>;
  /** Pools from which Karpenter starts nodes. */
  readonly karpenterPools: readonly KarpenterPool[];
  /** Number of application teams, including tenants. */
  readonly applicationTeams: number;
  /** Add-ons that GitOps installs. */
  readonly gitopsAddons: readonly string[];
  /** Certificates of authorities of Git hosts, by host. */
  readonly gitCertificates: Readonly<Record<string, string>>;
  /** Minor version such as `1.35`; unknown for an existing cluster until it is looked up. */
  readonly kubernetesVersion?: string | undefined;
}

/** A taint of nodes. */
export type Taint = NodePoolSettings["taints"][number];

/**
 * Derives the profile from a stack's settings, each property when it is first read: an invalid setting affects only what follows from it.
 * @param addons requested or selected add-ons, by key
 */
export function stackProfile(
  stack: Omit<Settings, "addons"> & { readonly region: string },
  addons: Readonly<Record<string, unknown>>,
): StackProfile {
  const isExisting = () => stack.cluster.existing !== undefined;
  const ownsNetwork = () => !isExisting() && !stack.network.existing;
  const pools = () => Object.values(stack.nodePools);
  const autoModePools = () => Object.values(autoModePoolsOf(stack.cluster.autoMode));
  const capacity = () => capacityProfile(stack);
  const startsNodes = () => capacity().fargateOnly && Boolean(addons.karpenter);
  const teams = () => Object.values(stack.teams).flatMap((team) => (team.kind === "application" ? [team] : []));
  const addresses = () => ({ podSubnets: hasPodSubnets(stack.network), ipv6: !isExisting() && stack.cluster.ipFamily === "ipv6" });
  return lazily<StackProfile>({
    partition: () => partitionOf(stack.region),
    region: () => stack.region,
    tags: () => stack.tags,
    nodes: () => capacity().nodes || isExisting() || startsNodes(),
    autoMode: () => capacity().autoMode,
    hybridNodes: () => stack.cluster.remoteNetworks !== undefined,
    awaitsNodePool: () =>
      capacity().autoMode && !hasBuiltInNodePools(stack.cluster.autoMode) && !capacity().nodes && autoModePools().length === 0,
    fargateOnly: () => capacity().fargateOnly && !startsNodes(),
    fargateFirst: () => capacity().fargateOnly,
    fargate: () => {
      const selectors = Object.values(stack.fargate).flatMap((profile) => profile.selectors);
      return startsNodes() ? [...selectors, { namespace: "kube-system", labels: {} }] : selectors;
    },
    existing: isExisting,
    identity: () => stack.cluster.identity,
    taints: () =>
      isExisting() || hasBuiltInNodePools(stack.cluster.autoMode)
        ? []
        : taintsOfAll([...pools().filter(({ ami }) => !isWindows(ami)), ...autoModePools()]),
    nodePools: () => stack.nodePools,
    windowsPools: () => Object.keys(stack.nodePools).filter((name) => isWindows(stack.nodePools[name]!.ami)),
    accelerators: () => [...new Set(pools().flatMap(acceleratorsOfPool))],
    private: () => ownsNetwork() && !hasEgress(stack.network),
    endpoints: () => (stack.network.endpoints === "private" ? privateEndpoints : stack.network.endpoints),
    endpointsGrow: () => stack.network.endpoints === "private",
    ownNetwork: ownsNetwork,
    internalOnly: () => ownsNetwork() && !stack.network.publicSubnets,
    localZones: () => stack.network.localZones ?? [],
    zonesKnown: () => isExisting() || stack.network.existing === undefined || stack.network.existing.zones !== undefined,
    privateEndpoint: () => isExisting() || stack.cluster.endpoint.private !== false,
    nodeZones: () => (isExisting() ? undefined : nodeZones(stack)),
    gpuOperator: () => Boolean(addons["gpu-operator"]),
    ebs: () => ebsOf(addons["aws-ebs-csi-driver"]),
    registries: () => imageMirrors(stack.images, stack.cluster.name, stack.region),
    chartRegistries: () => stack.charts.registries,
    zonalShift: () => stack.cluster.zonalShift,
    isolated: () => teams().some(({ network }) => network === "isolated"),
    restricted: () => teams().some(({ podSecurity }) => enforcesRestricted(podSecurity)),
    calledServices: () => calledServices(stack, addons),
    podSubnets: () => addresses().podSubnets,
    ipv6: () => addresses().ipv6,
    podNetworking: () => podNetworking(addons["vpc-cni"] as AddonOptions | false | undefined, addresses()),
    poolOwners: () => poolOwners(stack),
    accessEntryOwners: () => accessEntryOwners(stack),
    karpenterPools: () => karpenterPoolsOf(addons.karpenter),
    applicationTeams: () => teams().length,
    gitopsAddons: () => (stack.gitops ? stack.gitops.addons : []),
    gitCertificates: () => gitCertificates(stack.gitops),
    kubernetesVersion: () => (isExisting() ? undefined : stack.cluster.version),
  });
}

/** Names of the pools of all kinds that run Windows. */
export function allWindowsPools({ windowsPools, karpenterPools }: StackProfile): string[] {
  return [...windowsPools, ...karpenterPools.filter(({ family }) => isWindows(family)).map(({ name }) => name)];
}

/** Whether the stack has no capacity for pods. */
export function noCapacity(profile: StackProfile): boolean {
  return profile.fargate.length === 0 && !profile.nodes && !profile.autoMode;
}

/** Whether system pods run on Fargate, because the stack has no other capacity for Linux. */
export function systemOnFargate({ fargateFirst, windowsPools, nodePools, autoMode, existing }: StackProfile): boolean {
  const windowsAlone = windowsPools.length > 0 && windowsPools.length === Object.keys(nodePools).length;
  return fargateFirst || (windowsAlone && !autoMode && !existing);
}

/** Whether a Fargate profile may select the pods of a Deployment in `namespace`, for which Pod Identity, whose agent is a DaemonSet, is not available. */
export function onFargate(profile: StackProfile, namespace: string): boolean {
  return profile.fargateOnly || takesNamespace(profile.fargate, namespace);
}

/** The accelerators of a pool's instance types. */
export function acceleratorsOfPool({ instanceTypes, ami }: Pick<NodePoolSettings, "instanceTypes" | "ami">): Accelerator[] {
  return instanceTypes.flatMap((type) => instanceFactsOf(type, ami)?.accelerator ?? []);
}
