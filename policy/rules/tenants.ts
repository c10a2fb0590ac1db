import type { PlannedResource } from "../planned-resource";
import { UNKNOWN } from "../planned-resource";
import type { ResourceView } from "../resource-view";
import { advice, type BuiltInRule, onEach, serious, type Violation } from "../rule";
import { at, isText, itemsOf } from "../values";
import {
  editors,
  enforcedLevel,
  hasObject,
  namespaceNamed,
  namespaceOf,
  selectsAll,
  usedNamespaces,
  workloads,
} from "./kubernetes-objects";
import { namespaceType } from "./types";

const system = /^kube-/;

/** Where the pods that an editor may create are privileged, in words. */
function privilegedPlace(namespace: string | undefined, view: ResourceView): string | undefined {
  if (namespace === undefined) return "in the whole cluster, where privileged pods are allowed";
  const planned = namespaceNamed(namespace, view);
  if (planned) return enforcedLevel(planned) === "privileged" ? `in ${namespace}, where privileged pods are allowed` : undefined;
  return namespace === "default" || system.test(namespace) ? `in ${namespace}, which has no Pod Security Standard` : undefined;
}

function* editorsOfPrivileged(view: ResourceView): Iterable<Violation> {
  for (const { grant, by, namespace } of editors(view)) {
    const place = privilegedPlace(namespace, view);
    if (place) yield { resource: grant, message: `${by} ${place}, is equivalent to root on the nodes` };
  }
}

/** The check of a rule about namespaces that people use. */
function onUsed(
  validate: (namespace: string, view: ResourceView) => string | false,
  additional: (view: ResourceView) => ReadonlyMap<string, PlannedResource> = () => new Map(),
) {
  return function* (view: ResourceView): Iterable<Violation> {
    for (const [namespace, resource] of new Map([...additional(view), ...usedNamespaces(view)])) {
      const message = !system.test(namespace) && validate(namespace, view);
      if (message) yield { resource, message };
    }
  };
}

/** Planned namespaces in which the stack itself runs pods. */
function withWorkloads(view: ResourceView): Map<string, PlannedResource> {
  const found = new Map<string, PlannedResource>();
  for (const object of Object.keys(workloads).flatMap((type) => view.ofType(type))) {
    const namespace = namespaceOf(object);
    const planned = namespace === undefined ? undefined : namespaceNamed(namespace, view);
    if (namespace !== undefined && planned) found.set(namespace, planned);
  }
  return found;
}

/** Whether a policy selects all pods of its namespace, for ingress: what it does not allow is then denied. */
function deniesIngress({ inputs }: PlannedResource): boolean {
  const spec = at(inputs.spec);
  const types = itemsOf(at(spec, "policyTypes"));
  if (spec === UNKNOWN || !types) return true; // it may
  return selectsAll(at(spec, "podSelector")) && (types.length === 0 || types.includes("Ingress"));
}

const networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** Whether the VPC CNI enforces network policies; undefined where that is unknown, or where another CNI may. */
function enforcesPolicies({ inputs }: PlannedResource): boolean | undefined {
  if (at(inputs.addonName) !== "vpc-cni") return undefined;
  const values = at(inputs.configurationValues) ?? "{}";
  if (!isText(values)) return undefined;
  try {
    return String(at(JSON.parse(values), "enableNetworkPolicy")) === "true";
  } catch {
    return undefined; // YAML is accepted too
  }
}

export const tenantRules: readonly BuiltInRule[] = [
  {
    id: "kubernetes-pod-security-label",
    title: "Namespaces have a Pod Security Standard",
    reason: "Without the label, every pod may be privileged, mount the host's files and use its network.",
    fix: "label the namespace `pod-security.kubernetes.io/enforce: baseline`: `podSecurity` of a team, `overrides` or `transforms` for other namespaces",
    controls: ["CIS EKS 1.8.0 / 4.2.1", "EKS Best Practices / pod-security"],
    levels: advice,
    check: onEach(
      namespaceType,
      (namespace) =>
        at(namespace.inputs.metadata, "labels", "pod-security.kubernetes.io/enforce") === undefined &&
        "the namespace has no Pod Security Standard",
    ),
  },
  {
    id: "kubernetes-edit-privileged",
    title: "Who may create pods cannot make them privileged",
    reason: "A privileged pod is root on its node, and has the permissions of every pod there.",
    fix: "define a team (`teams`), whose namespaces have `podSecurity: baseline`, or name administrators in `cluster.admins`",
    controls: ["CIS EKS 1.8.0 / 4.2.1", "EKS Best Practices / pod-security", "EKS Best Practices / tenant-isolation"],
    levels: serious,
    check: editorsOfPrivileged,
  },
  {
    id: "kubernetes-resource-quota",
    title: "Namespaces in which people create pods have a quota",
    reason: "Without one, a single team can use up the nodes, load balancers and volumes of all.",
    fix: "remove `quota: false` of the team, or set `quota` (`ResourceQuota`)",
    controls: ["EKS Best Practices / tenant-isolation", "EKS Best Practices / data-plane"],
    levels: advice,
    check: onUsed(
      (namespace, view) => !hasObject("kubernetes:core/v1:ResourceQuota", namespace, view) && `namespace ${namespace} has no quota`,
    ),
  },
  {
    id: "kubernetes-default-deny",
    title: "A network policy denies by default what others send to a namespace",
    reason: "Without one, every pod of the cluster reaches every pod of the namespace.",
    fix: "write `network: isolated` for the team (`NetworkPolicy` with an empty `podSelector`)",
    controls: ["CIS EKS 1.8.0 / 4.3.2", "EKS Best Practices / network-security", "EKS Best Practices / tenant-isolation"],
    levels: advice,
    check: onUsed(
      (namespace, view) =>
        !hasObject(networkPolicyType, namespace, view, deniesIngress) &&
        `no network policy denies by default what others send to namespace ${namespace}`,
      withWorkloads,
    ),
  },
  {
    id: "kubernetes-network-policy-engine",
    title: "The CNI enforces network policies",
    reason: "Without it, network policies are accepted and do nothing.",
    fix: "write `addons.vpc-cni: { networkPolicy: true }` (`enableNetworkPolicy`)",
    controls: ["CIS EKS 1.8.0 / 4.3.1", "EKS Best Practices / network-security"],
    levels: serious,
    check: onEach(
      "aws:eks/addon:Addon",
      (addon, view) =>
        view.ofType(networkPolicyType).length > 0 &&
        enforcesPolicies(addon) === false &&
        "network policies are planned, but the VPC CNI does not enforce them",
    ),
  },
  {
    id: "kubernetes-default-namespace",
    title: "The namespace default is not used",
    reason: "It has no Pod Security Standard, quota or network policy, and objects without a namespace are created there.",
    fix: "set `metadata.namespace` to a namespace of its own",
    controls: ["CIS EKS 1.8.0 / 4.5.2"],
    levels: advice,
    check: onEach(Object.keys(workloads), (object) => namespaceOf(object) === "default" && "pods run in the namespace default"),
  },
];
