import { reach } from "./generations";

/** Additional requirement of a pool, in the format of NodePools. */
interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
  readonly minValues?: number | undefined;
}

interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** Settings of a pool, of Karpenter or of EKS Auto Mode. */
export interface NodePoolFields {
  readonly categories?: readonly string[] | undefined;
  readonly families?: readonly string[] | undefined;
  readonly instanceTypes?: readonly string[] | undefined;
  readonly minGeneration?: number | undefined;
  readonly architectures?: readonly string[] | undefined;
  readonly capacityTypes: readonly string[];
  readonly zones?: readonly string[] | undefined;
  readonly requirements: readonly Requirement[];
  readonly limits?: NodePoolLimits | undefined;
  readonly consolidation: { readonly policy: string; readonly after: string };
  readonly budgets: readonly { readonly nodes: number | string }[];
  readonly expireAfter: string;
  readonly terminationGracePeriod: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly startupTaints: readonly Taint[];
  readonly weight?: number | undefined;
  readonly replicas?: number | undefined;
}

export interface NodePoolLimits {
  readonly cpu?: number | string | undefined;
  readonly memory?: number | string | undefined;
  readonly nodes?: number | undefined;
}

/** What is behind a NodePool. */
export interface NodePoolPlace {
  /** Operating system of the nodes. Default: linux. */
  readonly os?: "linux" | "windows";
  /** CPU architectures, by their Kubernetes names, of a pool that names none. */
  readonly architectures: readonly string[];
  /** Name of the node class. */
  readonly nodeClass: string;
  readonly group: keyof typeof nodeClassKinds;
  /** Only instance types on the Nitro system, as pods with IPv6 addresses need. Default: false. */
  readonly nitro?: boolean;
}

/** Kind of node class by API group, which is also the domain of the labels of instances. */
export const nodeClassKinds = { "karpenter.k8s.aws": "EC2NodeClass", "eks.amazonaws.com": "NodeClass" } as const;

/** Limits of a pool that states none. One with a fixed number of nodes has none: the number is its limit. */
export const defaultLimits = { cpu: 100, memory: "400Gi" } as const;

/** Limits with their defaults. */
export function completeLimits({ limits, replicas }: Pick<NodePoolFields, "limits" | "replicas">): NodePoolLimits | undefined {
  return replicas === undefined ? { ...defaultLimits, ...limits } : limits;
}

/** The `spec` of a NodePool. CRD: `karpenter.sh/v1`, 1.14. */
export function nodePoolSpec(pool: NodePoolFields, place: NodePoolPlace) {
  const { nodeClass, group } = place;
  const { labels, taints, startupTaints, expireAfter, terminationGracePeriod, consolidation, budgets, weight, replicas } = pool;
  const limits = completeLimits(pool);
  return {
    ...(replicas !== undefined && { replicas }),
    template: {
      ...(Object.keys(labels).length > 0 && { metadata: { labels } }),
      spec: {
        nodeClassRef: { group, kind: nodeClassKinds[group], name: nodeClass },
        requirements: requirements(pool, place),
        ...(taints.length > 0 && { taints: taints.map(written) }),
        ...(startupTaints.length > 0 && { startupTaints: startupTaints.map(written) }),
        expireAfter,
        terminationGracePeriod,
      },
    },
    disruption: {
      consolidationPolicy: consolidation.policy,
      consolidateAfter: consolidation.after,
      budgets: budgets.map(({ nodes, ...rest }) => ({ ...rest, nodes: String(nodes) })),
    },
    ...(limits && { limits }),
    ...(weight && { weight }),
  };
}

function written({ value, ...taint }: Taint) {
  return { ...taint, ...(value && { value }) };
}

/** Oldest generation of a pool that names none. */
const usualGeneration = 5;

/** The well-known labels that an instance must have. */
function requirements(pool: NodePoolFields, { os = "linux", architectures, group: domain, nitro }: NodePoolPlace): readonly Requirement[] {
  const chosen = pool.families !== undefined || pool.instanceTypes !== undefined;
  const generation = pool.minGeneration ?? (chosen || !reach(pool.categories, usualGeneration) ? undefined : usualGeneration);
  return [
    oneOf("kubernetes.io/os", [os]),
    oneOf("kubernetes.io/arch", pool.architectures ?? architectures),
    oneOf("karpenter.sh/capacity-type", pool.capacityTypes),
    ...some(`${domain}/instance-category`, pool.categories ?? (chosen ? undefined : ["c", "m", "r"])),
    ...(generation ? [{ key: `${domain}/instance-generation`, operator: "Gt", values: [String(generation - 1)] }] : []),
    ...some(`${domain}/instance-family`, pool.families),
    ...some("node.kubernetes.io/instance-type", pool.instanceTypes),
    ...some("topology.kubernetes.io/zone", pool.zones),
    ...(nitro ? [oneOf(`${domain}/instance-hypervisor`, ["nitro"])] : []),
    ...pool.requirements.map(({ values = [], ...rest }) => ({ ...rest, ...(values.length > 0 && { values }) })),
  ];
}

function oneOf(key: string, values: readonly string[]): Requirement {
  return { key, operator: "In", values: [...values] };
}

function some(key: string, values: readonly string[] | undefined): readonly Requirement[] {
  return values ? [oneOf(key, values)] : [];
}
