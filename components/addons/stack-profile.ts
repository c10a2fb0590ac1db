import { type Accelerator, instanceFamilies } from "../reference/instance-families";
import { partitionOf } from "../reference/partition";
import type { Partition } from "../reference/regions";
import { privateEndpoints } from "../reference/vpc-endpoints";
import type { AddonOptions, NodePoolSettings, Settings } from "../settings/types";
import { capacityProfile } from "../util/capacity-profile";
import { type FargateSelector, takesNamespace } from "../util/fargate-selectors";
import { enforcesRestricted } from "../util/pod-security";
import { type PodNetworking, podNetworking } from "./pod-networking";

/** What add-ons are chosen by: what a stack's pods will run on, known before anything is made. */
export interface StackProfile {
  readonly partition: Partition;
  /** EC2 nodes of the stack's own pools, those that an existing cluster brings, or those that Karpenter starts from Fargate. */
  readonly nodes: boolean;
  readonly autoMode: boolean;
  /** Every pod runs on Fargate, which knows no DaemonSets. */
  readonly fargateOnly: boolean;
  /** The cluster's own pods run on Fargate: there is nothing else, unless Karpenter, on Fargate too, starts nodes. */
  readonly fargateFirst: boolean;
  /** Which pods run on Fargate; none without profiles. */
  readonly fargate: readonly FargateSelector[];
  /** The cluster was there before: its own add-ons are there too. */
  readonly existing: boolean;
  readonly identity: "podIdentity" | "irsa";
  /** Taints that keep pods off every node of the stack; empty where some nodes are free for all. */
  readonly taints: readonly Taint[];
  /** The stack's own pools, by key. */
  readonly nodePools: Settings["nodePools"];
  /** Accelerators of the stack's own pools. */
  readonly accelerators: readonly Accelerator[];
  /** A VPC of ours without NAT: pods reach AWS through endpoints, and no public registry. */
  readonly private: boolean;
  /** VPC endpoints of a VPC of ours, beside those that add-ons bring. */
  readonly endpoints: readonly string[];
  /** `network.endpoints: private`: whatever an add-on says that it calls has an endpoint. */
  readonly endpointsGrow: boolean;
  /** The VPC is ours: its private subnets carry the tags by which controllers find them. */
  readonly ownNetwork: boolean;
  /** Where images come from instead, by registry. */
  readonly registries: Settings["images"]["registries"];
  /** AWS may steer pods away from a zone. */
  readonly zonalShift: boolean;
  /** Whether a team is isolated, so that network policies must be enforced. */
  readonly isolated: boolean;
  /** A team's namespaces refuse pods beyond the Pod Security Standard `restricted`. */
  readonly restricted: boolean;
  /** What the VPC CNI does for pods. */
  readonly podNetworking: PodNetworking;
  /** How many application teams there are, tenants among them. */
  readonly applicationTeams: number;
  /** Add-ons that GitOps installs. */
  readonly gitopsAddons: readonly string[];
  /** Minor version such as `1.35`; unknown until it is looked up where the cluster exists. */
  readonly kubernetesVersion?: string;
}

export type Taint = NodePoolSettings["taints"][number];

/**
 * Reads the facts from a stack's settings.
 * @param addons those that it asks for or gets, by key
 */
export function stackProfile(stack: Omit<Settings, "addons">, region: string, addons: Readonly<Record<string, unknown>>): StackProfile {
  const { cluster } = stack;
  const existing = cluster.existing !== undefined;
  const pools = Object.values(stack.nodePools);
  const { nodes, autoMode, fargateOnly: fargateFirst } = capacityProfile(stack);
  const started = fargateFirst && Boolean(addons.karpenter);
  const fargate = Object.values(stack.fargate).flatMap(({ selectors }) => selectors);
  const teams = Object.values(stack.teams).flatMap((team) => (team.kind === "application" ? [team] : []));
  return {
    partition: partitionOf(region),
    nodes: nodes || existing || started,
    autoMode,
    fargateOnly: fargateFirst && !started,
    fargateFirst,
    fargate: started ? [...fargate, { namespace: "kube-system", labels: {} }] : fargate,
    existing,
    identity: cluster.identity,
    taints: existing || autoMode ? [] : taintsOfAll(pools),
    nodePools: stack.nodePools,
    accelerators: [...new Set(pools.flatMap(({ instanceTypes }) => instanceTypes.flatMap(acceleratorOf)))],
    private: !existing && !stack.network.existing && stack.network.nat === "none",
    endpoints: stack.network.endpoints === "private" ? privateEndpoints : stack.network.endpoints,
    endpointsGrow: stack.network.endpoints === "private",
    ownNetwork: !existing && !stack.network.existing,
    registries: stack.images.registries,
    zonalShift: cluster.zonalShift,
    isolated: teams.some(({ network }) => network === "isolated"),
    restricted: teams.some(({ podSecurity }) => enforcesRestricted(podSecurity)),
    podNetworking: podNetworking(addons["vpc-cni"] as AddonOptions | false | undefined),
    applicationTeams: teams.length,
    gitopsAddons: stack.gitops ? stack.gitops.addons : [],
    ...(!existing && { kubernetesVersion: cluster.version }),
  };
}

/** Whether nothing can run a pod. */
export function noCapacity(profile: StackProfile): boolean {
  return profile.fargate.length === 0 && !profile.nodes && !profile.autoMode;
}

/** Whether a profile takes the pods of a Deployment in `namespace`, so that Pod Identity, whose agent is a DaemonSet, may not reach them. */
export function onFargate(profile: StackProfile, namespace: string): boolean {
  return profile.fargateOnly || takesNamespace(profile.fargate, namespace);
}

/** The accelerator of an instance type, if it has one. */
export function acceleratorOf(instanceType: string): Accelerator[] {
  const accelerator = instanceFamilies[instanceType.slice(0, instanceType.lastIndexOf("."))]?.accelerator;
  return accelerator ? [accelerator] : [];
}

function taintsOfAll(pools: readonly NodePoolSettings[]): Taint[] {
  const keepingOff = pools.map(({ taints }) => taints.filter(({ effect }) => effect !== "PreferNoSchedule"));
  if (keepingOff.some((taints) => taints.length === 0)) return [];
  return [...new Map(keepingOff.flat().map((taint) => [JSON.stringify(taint), taint])).values()];
}
