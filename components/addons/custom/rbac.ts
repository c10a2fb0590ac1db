import { namespaceOf } from "./namespaces";
import type { CustomAddons } from "./options";

/** A role that a custom add-on's objects bind to a Kubernetes group, and that allows creating pods. */
export interface GroupGrant {
  readonly group: string;
  /** Such as `ClusterRole edit`. */
  readonly role: string;
  /** Namespace; absent: the whole cluster. */
  readonly namespace?: string;
}

/** Default roles of Kubernetes with write access to workloads. Source: Kubernetes documentation, Using RBAC Authorization (1.35). */
const builtIn: readonly string[] = ["cluster-admin", "admin", "edit"];

/** As given by the user, not validated. */
interface Rule {
  readonly verbs?: unknown;
  readonly resources?: unknown;
}

const writes = ["create", "update", "patch", "*"];
const podMakers = [
  ...["pods", "replicationcontrollers", "deployments", "daemonsets", "statefulsets", "replicasets", "jobs", "cronjobs"],
  ...["pods/exec", "pods/attach", "pods/ephemeralcontainers", "nodes/proxy", "*"],
];

/** Whether a role's rule allows to create pods, to exec into them, or to escalate permissions. */
function leadsToPods({ verbs, resources }: Rule): boolean {
  if (list<string>(verbs).some((verb) => ["escalate", "bind", "impersonate"].includes(verb))) return true;
  return list<string>(verbs).some((verb) => writes.includes(verb)) && list<string>(resources).some((each) => podMakers.includes(each));
}

/** The grants among the objects of a stack's custom add-ons. Bindings in charts are unknown. */
export function groupGrants(custom: CustomAddons): GroupGrant[] {
  const all = Object.entries(custom).flatMap(([name, addon]) =>
    (addon.manifests ?? []).map((object) => ({ object, home: object.metadata.namespace ?? namespaceOf(name, addon) })),
  );
  const roles = all.filter(({ object }) => object.kind === "ClusterRole" || object.kind === "Role");
  const isPowerful = ({ kind, name = "" }: Partial<Reference>, home: string) =>
    (kind === "ClusterRole" && builtIn.includes(name)) ||
    roles.some(
      ({ object, home: place }) =>
        object.kind === kind &&
        object.metadata.name === name &&
        (kind === "ClusterRole" || place === home) &&
        list<Rule>(object.rules).some(leadsToPods),
    );
  return all.flatMap(({ object, home }) => {
    if (object.kind !== "ClusterRoleBinding" && object.kind !== "RoleBinding") return [];
    const roleRef = object.roleRef as Partial<Reference> | undefined;
    if (!roleRef || !isPowerful(roleRef, home)) return [];
    const scope = object.kind === "RoleBinding" ? { namespace: home } : {};
    return list<Partial<Reference> | null>(object.subjects).flatMap((subject) =>
      subject?.kind === "Group" && subject.name !== undefined
        ? [{ group: subject.name, role: `${roleRef.kind} ${roleRef.name}`, ...scope }]
        : [],
    );
  });
}

interface Reference {
  readonly kind: string;
  readonly name: string;
}

function list<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? value : [];
}
