import { accessPolicyRules, type PolicyRule } from "../../components/reference/access-policy-rules";
import type { DocumentResource } from "../report/json";
import { objectName, objectNamespace, type ResourceIndex, recordOf } from "./resource-index";
import { builtInRoles, type ClusterRole, tableDates } from "./tables";
import type { KubernetesRole } from "./types";

/** A role as bindings and access entries refer to it. */
export interface RoleReference {
  readonly kind: "ClusterRole" | "Role" | "AccessPolicy" | "Nodes";
  readonly name: string;
  readonly namespace?: string;
  readonly cluster?: string;
}

/** What nodes may do is decided by the Node authorizer, not by rules. */
export const nodes: RoleReference = { kind: "Nodes", name: "Node authorizer" };

interface Found {
  readonly role: ClusterRole;
  readonly source: string;
}

/** Roles of Kubernetes, built in and planned, and access policies of EKS; those that grants refer to, by key. */
export class KubernetesRoles {
  readonly used: Record<string, KubernetesRole> = {};
  private readonly clusterRoles = new Map<string, Found>();
  private readonly roles = new Map<string, Found>();

  constructor(
    index: ResourceIndex,
    private readonly clusterOf: (object: DocumentResource) => string | undefined,
  ) {
    const builtIn = `built into Kubernetes (${tableDates().kubernetes})`;
    for (const [name, role] of Object.entries(builtInRoles())) this.clusterRoles.set(name, { role, source: builtIn });
    for (const object of index.resources) {
      const [, kind] = /^kubernetes:rbac\.authorization\.k8s\.io\/[^:]+:(ClusterRole|Role)$/.exec(object.type) ?? [];
      if (kind === undefined || object.external) continue;
      const { rules, aggregationRule } = object.inputs as {
        readonly rules?: PolicyRule[];
        readonly aggregationRule?: ClusterRole["aggregationRule"];
      };
      const role: ClusterRole = {
        labels: recordOf(recordOf(object.inputs.metadata).labels) as Readonly<Record<string, string>>,
        rules: Array.isArray(rules) ? rules : rules === undefined ? [] : null,
        ...(aggregationRule && { aggregationRule }),
      };
      const at =
        kind === "Role"
          ? { kind, name: objectName(object), namespace: objectNamespace(object, index) }
          : { kind, name: objectName(object) };
      const cluster = this.clusterOf(object);
      (kind === "Role" ? this.roles : this.clusterRoles).set(keyOf({ ...(at as RoleReference), cluster }), { role, source: object.urn });
    }
  }

  /** The key of a role, which `used` then has. */
  use(reference: RoleReference): string {
    const key = keyOf(reference);
    this.used[key] ??= this.read(reference);
    return key;
  }

  private read(reference: RoleReference): KubernetesRole {
    const { kind, name } = reference;
    if (kind === "Nodes") return { rules: null, source: "Node authorizer: what a kubelet needs for itself and its pods" };
    if (kind === "AccessPolicy") {
      const rules = Object.hasOwn(accessPolicyRules, name) ? accessPolicyRules[name]! : null;
      return { rules, source: rules ? "access policy of EKS" : "access policy of EKS, whose rules are not known here" };
    }
    const found = this.find(reference);
    if (!found) return { rules: null, source: "neither planned nor built into Kubernetes" };
    const rules = kind === "Role" ? found.role.rules : this.rulesOf(found.role, new Set());
    return rules ? { rules, source: found.source } : { rules: null, source: `${found.source}: rules known after deployment` };
  }

  private find({ kind, name, namespace, cluster }: RoleReference): Found | undefined {
    const known = kind === "Role" ? this.roles : this.clusterRoles;
    return (
      known.get(keyOf({ kind, name, namespace, cluster })) ??
      known.get(keyOf({ kind, name, namespace })) ??
      (kind === "Role" ? undefined : known.get(name))
    );
  }

  /** A role's own rules, and those of the roles that it aggregates by label. */
  private rulesOf(role: ClusterRole, seen: Set<ClusterRole>): readonly PolicyRule[] | null {
    if (seen.has(role)) return [];
    seen.add(role);
    if (!role.aggregationRule) return role.rules ?? null;
    const selectors = role.aggregationRule.clusterRoleSelectors ?? [];
    const selected = [...this.clusterRoles.values()].filter(({ role: { labels = {} } }) =>
      selectors.some(({ matchLabels = {} }) => Object.entries(matchLabels).every(([label, value]) => labels[label] === value)),
    );
    const parts = selected.map(({ role: one }) => this.rulesOf(one, seen));
    return parts.includes(null) ? null : parts.flatMap((rules) => rules!);
  }
}

/** `AmazonEKSEditPolicy`, `ClusterRole view`, `Role shop/reader`. */
function keyOf({ kind, name, namespace, cluster }: RoleReference): string {
  if (kind === "AccessPolicy" || kind === "Nodes") return name;
  const key = `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
  return cluster === undefined ? key : `${key} in ${cluster}`;
}
