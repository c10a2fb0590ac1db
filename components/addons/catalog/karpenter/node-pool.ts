import type { NodePoolOptions } from "./options";

/** Node label for the operating system. */
export const amiLabel = "eks-blueprints/ami";

type Requirement = NodePoolOptions["requirements"][number];

/** Defaults of a pool's requirements. */
export interface NodePoolDefaults {
  /** CPU architectures, by their Kubernetes names. */
  readonly architectures: readonly string[];
}

/** The `spec` of a NodePool whose EC2NodeClass has the same name. CRD: `karpenter.sh/v1`, 1.14. */
export function nodePoolSpec(name: string, pool: NodePoolOptions, defaults: NodePoolDefaults) {
  const { labels, taints, expireAfter, terminationGracePeriod, consolidation, budgets, limits, weight } = pool;
  return {
    template: {
      metadata: { labels: { ...labels, [amiLabel]: pool.ami } },
      spec: {
        nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name },
        requirements: requirements(pool, defaults),
        ...(taints.length > 0 && { taints: taints.map(({ value, ...taint }) => ({ ...taint, ...(value && { value }) })) }),
        expireAfter,
        terminationGracePeriod,
      },
    },
    disruption: {
      consolidationPolicy: consolidation.policy,
      consolidateAfter: consolidation.after,
      budgets: budgets.map(({ nodes, ...rest }) => ({ ...rest, nodes: String(nodes) })),
    },
    limits,
    ...(weight && { weight }),
  };
}

/** The well-known labels that an instance must have. */
function requirements(pool: NodePoolOptions, defaults: NodePoolDefaults): readonly Requirement[] {
  const chosen = pool.families !== undefined || pool.instanceTypes !== undefined;
  const generation = pool.minGeneration ?? (chosen ? undefined : 5);
  return [
    oneOf("kubernetes.io/os", ["linux"]),
    oneOf("kubernetes.io/arch", pool.architectures ?? defaults.architectures),
    oneOf("karpenter.sh/capacity-type", pool.capacityTypes),
    ...some("karpenter.k8s.aws/instance-category", pool.categories ?? (chosen ? undefined : ["c", "m", "r"])),
    ...(generation ? [{ key: "karpenter.k8s.aws/instance-generation", operator: "Gt" as const, values: [String(generation - 1)] }] : []),
    ...some("karpenter.k8s.aws/instance-family", pool.families),
    ...some("node.kubernetes.io/instance-type", pool.instanceTypes),
    ...some("topology.kubernetes.io/zone", pool.zones),
    ...pool.requirements.map(({ values, ...rest }) => ({ ...rest, ...(values.length > 0 && { values }) }) as Requirement),
  ];
}

function oneOf(key: string, values: readonly string[]): Requirement {
  return { key, operator: "In", values: [...values] };
}

function some(key: string, values: readonly string[] | undefined): readonly Requirement[] {
  return values ? [oneOf(key, values)] : [];
}
