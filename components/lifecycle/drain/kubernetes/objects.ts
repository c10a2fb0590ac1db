// Kubernetes objects of the drain, and the kinds that it lists.

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

export interface KubernetesObject {
  readonly kind: string;
  /** Its path in the API. */
  readonly path: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly OwnerReference[];
  };
  // biome-ignore lint/suspicious/noExplicitAny: whatever the kind holds
  readonly spec?: any;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the kind holds
  readonly status?: any;
}

/** Group and plural of the listed kinds; a cluster may lack those of CRDs. The version is the one that the server prefers. */
export const kinds = {
  services: ["", "services"],
  pods: ["", "pods"],
  claims: ["", "persistentvolumeclaims"],
  volumes: ["", "persistentvolumes"],
  deployments: ["apps", "deployments"],
  statefulSets: ["apps", "statefulsets"],
  budgets: ["policy", "poddisruptionbudgets"],
  ingresses: ["networking.k8s.io", "ingresses"],
  gateways: ["gateway.networking.k8s.io", "gateways"],
  accelerators: ["aga.k8s.aws", "globalaccelerators"],
  targetGroupBindings: ["elbv2.k8s.aws", "targetgroupbindings"],
  autoModeTargetGroupBindings: ["eks.amazonaws.com", "targetgroupbindings"],
  nodePools: ["karpenter.sh", "nodepools"],
  nodeClaims: ["karpenter.sh", "nodeclaims"],
  nodeClasses: ["karpenter.k8s.aws", "ec2nodeclasses"],
  apiServices: ["apiregistration.k8s.io", "apiservices"],
  applications: ["argoproj.io", "applications"],
  applicationSets: ["argoproj.io", "applicationsets"],
  appProjects: ["argoproj.io", "appprojects"],
} as const;

export type KindName = keyof typeof kinds;

/** Objects by kind; empty for a kind that the cluster lacks. */
export type Inventory<Name extends KindName = KindName> = Readonly<Record<Name, readonly KubernetesObject[]>>;

/** Such as `Service shop/web`. */
export function nameOf({ kind, metadata: { namespace, name } }: KubernetesObject): string {
  return `${kind} ${namespace ? `${namespace}/` : ""}${name}`;
}
