// Stands in for EKS: deploys a plan on the API server of the tests.
import { setTimeout as sleep } from "node:timers/promises";
import { accessPolicyRules } from "../../../components/reference/access-policy-rules";
import type { Recording } from "../../../plan/types";
import { accessOf, objectsOf, type PlannedAccess } from "../../apiserver/planned";
import { shadowOf } from "./access-authorizer";
import type { Client, KubernetesObject, User } from "./client";

const rbac = { apiVersion: "rbac.authorization.k8s.io/v1", apiGroup: "rbac.authorization.k8s.io" };

/** Applies all planned objects of known kinds and the permissions of the access entries' policies; waits until they are effective. */
export async function deploy(admin: Client, recording: Recording): Promise<void> {
  for (const { object } of objectsOf(recording)) if (await admin.knows(object)) await admin.apply(object);
  await grant(admin, accessOf(recording));
  while (!(await inForce(admin))) await sleep(100);
}

/** Whether the controllers are finished: before, pods are rejected without a service account or quota status. */
async function inForce(admin: Client): Promise<boolean> {
  const of = async (path: string): Promise<KubernetesObject[]> => (await admin.ask("GET", path)).items;
  const [namespaces, accounts, quotas, policies] = await Promise.all([
    of("/api/v1/namespaces"),
    of("/api/v1/serviceaccounts?fieldSelector=metadata.name%3Ddefault"),
    of("/api/v1/resourcequotas"),
    of("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies"),
  ]);
  const said = ({ status }: KubernetesObject, field: string) => Object.hasOwn((status ?? {}) as object, field);
  return (
    accounts.length === namespaces.length &&
    quotas.every((quota) => said(quota, "hard")) &&
    policies.every((policy) => said(policy, "observedGeneration"))
  );
}

/** Binds ClusterRoles with the rules of access policies to the shadow users of access entries: a role per policy, a binding per scope. */
export async function grant(admin: Client, entries: readonly PlannedAccess[]): Promise<void> {
  for (const [name, rules] of Object.entries(accessPolicyRules)) {
    await admin.apply({ apiVersion: rbac.apiVersion, kind: "ClusterRole", metadata: { name }, rules });
  }
  const { items } = await admin.ask("GET", "/api/v1/namespaces");
  const existing: string[] = items.map(({ metadata }: KubernetesObject) => metadata.name);
  for (const { principalArn, user, policies } of entries) {
    for (const { name, namespaces } of policies) {
      const binding = { apiVersion: rbac.apiVersion, roleRef: { apiGroup: rbac.apiGroup, kind: "ClusterRole", name } };
      const subjects = [{ apiGroup: rbac.apiGroup, kind: "User", name: shadowOf(user) }];
      const metadata = { name: `eks-${name}-${principalArn}`.replace(/[^\w-]/g, "-").toLowerCase() };
      if (!namespaces) await admin.apply({ ...binding, kind: "ClusterRoleBinding", metadata, subjects });
      for (const namespace of existing.filter((candidate) => namespaces?.some((pattern) => matches(pattern, candidate)))) {
        await admin.apply({ ...binding, kind: "RoleBinding", metadata: { ...metadata, namespace }, subjects });
      }
    }
  }
}

/** Namespaces in an access scope are names or prefixes followed by `*`. */
function matches(pattern: string, namespace: string): boolean {
  return pattern.endsWith("*") ? namespace.startsWith(pattern.slice(0, -1)) : pattern === namespace;
}

/** The user of a principal in the cluster. */
export function userOf(recording: Recording, principalArn: string): User {
  const found = accessOf(recording).find((entry) => entry.principalArn === principalArn);
  if (!found) throw new Error(`no access entry for ${principalArn}`);
  return found;
}
