import type { DocumentResource } from "../report/json";
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
      return kind === undefined || object.external ? [] : [bindingOf(kind, object, clusters.ofObject(object))];
    });
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

/** The steps from an identity to a subject of a binding; undefined where it is someone else. */
function waysTo(
  { kind, name, namespace }: Binding["subjects"][number],
  user: string | undefined,
  groups: readonly string[],
): PathStep[] | undefined {
  if (kind === "Group") return groups.includes(name) ? [{ kind: "group", name }] : undefined;
  const subject = kind === "ServiceAccount" ? serviceAccountUser(namespace ?? "", name) : name;
  return user !== undefined && subject === user ? [] : undefined;
}

function bindingOf(kind: string, object: DocumentResource, cluster: string | undefined): Binding {
  const namespace = kind === "RoleBinding" ? objectNamespace(object) : undefined;
  const { kind: roleKind, name } = recordOf(object.inputs.roleRef);
  return {
    step: { kind: "binding", name: `${kind} ${objectName(object)}`, urn: object.urn },
    ...(namespace !== undefined && { namespace }),
    role:
      roleKind === "Role"
        ? {
            kind: "Role",
            name: known(name) ?? "",
            ...(namespace !== undefined && { namespace }),
            ...(cluster !== undefined && { cluster }),
          }
        : { kind: "ClusterRole", name: known(name) ?? "", ...(cluster !== undefined && { cluster }) },
    subjects: listOf(object.inputs.subjects)
      .map(recordOf)
      .map((subject) => ({
        kind: known(subject.kind) ?? "",
        name: known(subject.name) ?? "",
        ...((known(subject.namespace) ?? namespace) !== undefined && { namespace: known(subject.namespace) ?? namespace }),
      })),
    cluster,
  };
}
