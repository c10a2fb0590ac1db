// The tables behind permissions, read on first use. `npm run permissions-data` writes them.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { PolicyRule } from "../../components/reference/access-policy-rules";
import { root } from "../root";
import type { Statement } from "./iam-document";
import type { AccessLevel } from "./types";

function table<T>(name: string): () => T {
  let found: T | undefined;
  return () => (found ??= JSON.parse(readFileSync(path.join(root, "plan/permissions/data", name), "utf8")) as T);
}

interface Actions {
  readonly source: string;
  readonly date: string;
  /** Names by service and level, separated by spaces. */
  readonly services: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface ManagedPolicies {
  readonly source: string;
  readonly date: string;
  readonly policies: Readonly<Record<string, { readonly Statement: readonly Statement[] }>>;
}

export interface ClusterRole {
  readonly labels?: Readonly<Record<string, string>>;
  readonly rules?: readonly PolicyRule[] | null;
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly { readonly matchLabels?: Readonly<Record<string, string>> }[] };
}

interface KubernetesRoles {
  readonly source: string;
  readonly version: string;
  readonly roles: Readonly<Record<string, ClusterRole>>;
}

const actions = table<Actions>("iam-actions.json");
const managedPolicies = table<ManagedPolicies>("managed-policies.json");
const kubernetesRoles = table<KubernetesRoles>("kubernetes-roles.json");

const levels: Readonly<Record<string, AccessLevel>> = {
  List: "list",
  Read: "read",
  Write: "write",
  Tagging: "tagging",
  "Permissions management": "permissionsManagement",
};

const byService = new Map<string, readonly (readonly [AccessLevel, readonly string[]])[]>();

/** Names of a service's actions by level; undefined for a service that the table does not have. */
export function actionsOf(service: string): readonly (readonly [AccessLevel, readonly string[]])[] | undefined {
  const known = byService.get(service);
  if (known) return known;
  const { services } = actions();
  if (!Object.hasOwn(services, service)) return undefined;
  const found = Object.entries(services[service]!).map(([level, names]) => [levels[level]!, names.split(" ")] as const);
  byService.set(service, found);
  return found;
}

/** Statements of an AWS managed policy, by its name; undefined for one whose content is not known. */
export function managedPolicy(name: string): readonly Statement[] | undefined {
  const { policies } = managedPolicies();
  return Object.hasOwn(policies, name) ? policies[name]!.Statement : undefined;
}

/** ClusterRoles that every cluster has. */
export function builtInRoles(): Readonly<Record<string, ClusterRole>> {
  return kubernetesRoles().roles;
}

export function tableDates(): { readonly iamActions: string; readonly managedPolicies: string; readonly kubernetes: string } {
  return { iamActions: actions().date, managedPolicies: managedPolicies().date, kubernetes: kubernetesRoles().version };
}
