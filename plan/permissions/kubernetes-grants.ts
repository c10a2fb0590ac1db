import type { DocumentResource } from "../report/json";
import { unknownText } from "../report/printable";
import { type Clusters, isSameCluster } from "./clusters";
import type { KubernetesRoles, RoleReference } from "./kubernetes-roles";
import { known, listOf, objectName, objectNamespace, type ResourceIndex, recordOf } from "./resource-index";
import type { KubernetesGrant, PathStep } from "./types";

/** Who asks the API server. */
export interface Identity {
  readonly user?: string;
  readonly groups: readonly string[];
  readonly cluster?: string | undefined;
  /** How the identity comes about. */
  readonly path: readonly PathStep[];
}

interface Binding {
  readonly step: PathStep;
  /** Undefined for a ClusterRoleBinding. */
  readonly namespace?: string;
  readonly role: RoleReference;
  readonly subjects: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
  readonly cluster: string | undefined;
}

/** User name of a service account in the cluster. */
export function serviceAccountUser(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

/** Groups that each service account is in. */
export function serviceAccountGroups(namespace: string): readonly string[] {
  return ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"];
}

/** What planned bindings allow. */
export class KubernetesGrants {
  private readonly bindings: readonly Binding[];

  constructor(
    index: ResourceIndex,
    clusters: Clusters,
    private readonly roles: KubernetesRoles,
  ) {
    this.bindings = index.resources.flatMap((object) => {
      const [, kind] = /^kubernetes:rbac\.authorization\.k8s\.io\/[^:]+:(ClusterRoleBinding|RoleBinding)$/.exec(object.type) ?? [];
      return kind === undefined || object.external ? [] : [bindingOf(kind, object, clusters.ofObject(object), index)];
    });
  }

  /** Bindings whose subjects only a deployment knows. */
  get undecided(): readonly string[] {
    const isOpen = ({ subjects }: Binding) => subjects.some(({ name }) => name === "");
    return this.bindings.filter(isOpen).flatMap(({ step }) => step.urn ?? []);
  }

  /** Service accounts that bindings name, as `<namespace>/<name>`. */
  get serviceAccounts(): readonly string[] {
    const accounts = this.bindings.flatMap(({ subjects }) => subjects.filter(({ kind }) => kind === "ServiceAccount"));
    return [...new Set(accounts.map(({ namespace, name }) => `${namespace}/${name}`))];
  }

  of({ user, groups, cluster, path }: Identity): KubernetesGrant[] {
    return this.bindings
      .filter((binding) => isSameCluster(binding.cluster, cluster))
      .flatMap(({ step, namespace, role, subjects, cluster: at }) => {
        const by = subjects.map((subject) => waysTo(subject, user, groups)).find((way) => way !== undefined);
        if (by === undefined) return [];
        const grant: KubernetesGrant = {
          role: this.roles.use(role),
          namespaces: namespace === undefined ? null : [namespace],
          ...((cluster ?? at) !== undefined && { cluster: cluster ?? at }),
          path: [...path, ...by, step],
        };
        return [grant];
      });
  }
}

/** The steps from an identity to a subject of a binding; undefined for other subjects. */
function waysTo(
  { kind, name, namespace }: Binding["subjects"][number],
  user: string | undefined,
  groups: readonly string[],
): PathStep[] | undefined {
  if (kind === "Group") return groups.includes(name) ? [{ kind: "group", name }] : undefined;
  const subject = kind === "ServiceAccount" ? serviceAccountUser(namespace ?? "", name) : name;
  return user !== undefined && subject === user ? [] : undefined;
}

function bindingOf(kind: string, object: DocumentResource, cluster: string | undefined, index: ResourceIndex): Binding {
  const namespace = kind === "RoleBinding" ? objectNamespace(object, index) : undefined;
  const role = roleOf(object, index);
  return {
    step: { kind: "binding", name: `${kind} ${objectName(object)}`, urn: object.urn },
    ...(namespace !== undefined && { namespace }),
    role: {
      ...role,
      ...(role.kind === "Role" && namespace !== undefined && { namespace }),
      ...(cluster !== undefined && { cluster }),
    },
    subjects: listOf(object.inputs.subjects === unknownText ? [unknownText] : object.inputs.subjects)
      .map(recordOf)
      .map((subject) => ({
        kind: known(subject.kind) ?? "",
        name: known(subject.name) ?? "",
        ...((known(subject.namespace) ?? namespace) !== undefined && { namespace: known(subject.namespace) ?? namespace }),
      })),
    cluster,
  };
}

/** The role that a binding grants; by what it depends on, where only a deployment knows its name. */
function roleOf({ inputs, propertyDependencies }: DocumentResource, index: ResourceIndex): RoleReference {
  const { kind, name } = recordOf(inputs.roleRef);
  const [planned] = index.byUrns(propertyDependencies.roleRef ?? []).filter(({ type }) => rolePattern.test(type));
  const plannedKind = planned && (rolePattern.exec(planned.type)![1] as "Role" | "ClusterRole");
  return {
    kind: known(kind) === "Role" || (known(kind) === undefined && plannedKind === "Role") ? "Role" : "ClusterRole",
    name: known(name) ?? (planned ? objectName(planned) : unknownText),
  };
}

const rolePattern = /^kubernetes:rbac\.authorization\.k8s\.io\/[^:]+:(ClusterRole|Role)$/;
