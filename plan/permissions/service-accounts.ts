import type { DocumentResource } from "../report/json";
import { roleType } from "./iam-policies";
import { known, listOf, objectName, objectNamespace, type ResourceIndex, recordOf } from "./resource-index";
import type { Trust } from "./trust";
import type { PathStep } from "./types";

/** Namespaces of EKS add-ons outside of kube-system, where EKS installs them by default. Source: EKS user guide, AWS add-ons (2026). */
const addonNamespaces: Readonly<Record<string, string>> = {
  adot: "opentelemetry-operator-system",
  "amazon-cloudwatch-observability": "amazon-cloudwatch",
  "aws-mountpoint-s3-csi-driver": "kube-system",
  "cert-manager": "cert-manager",
  "external-dns": "external-dns",
  "aws-network-flow-monitoring-agent": "amazon-network-flow-monitor",
};

/** A service account and the roles that its pods have. */
export interface AccountRoles {
  readonly namespace: string;
  readonly name: string;
  /** The planned object, if there is one. */
  readonly object?: DocumentResource;
  readonly roles: readonly { readonly role: string; readonly path: readonly PathStep[] }[];
}

/**
 * Service accounts that the plan knows of: planned ones, and those that get a role by Pod Identity, by an EKS add-on or by IRSA.
 * @param trusts trust policies of planned roles by URN
 * @param further others, as `<namespace>/<name>`
 */
export function serviceAccounts(index: ResourceIndex, trusts: ReadonlyMap<string, Trust>, further: readonly string[]): AccountRoles[] {
  const found = new Map<string, { object?: DocumentResource; roles: { role: string; path: PathStep[] }[] }>();
  const at = (key: string) => {
    const account = found.get(key) ?? { roles: [] };
    found.set(key, account);
    return account;
  };
  const roleOf = (value: Parameters<ResourceIndex["find"]>[1], from?: readonly string[]) =>
    index.find([roleType], value, from)?.urn ?? known(value);

  for (const key of further) at(key);
  for (const object of index.resources.filter(({ type, external }) => /^kubernetes:core\/[^:]+:ServiceAccount$/.test(type) && !external))
    at(`${objectNamespace(object, index)}/${objectName(object)}`).object = object;

  for (const association of index.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")) {
    const { namespace, serviceAccount, roleArn, targetRoleArn } = association.inputs;
    const account = at(`${known(namespace) ?? "[unknown]"}/${known(serviceAccount) ?? "[unknown]"}`);
    const path: PathStep[] = [{ kind: "podIdentity", name: association.name, urn: association.urn }];
    const role = roleOf(roleArn, association.propertyDependencies.roleArn);
    const target = targetRoleArn === undefined ? undefined : roleOf(targetRoleArn, association.propertyDependencies.targetRoleArn);
    if (role !== undefined) account.roles.push({ role, path });
    if (target !== undefined) account.roles.push({ role: target, path: [...path, { kind: "role", name: role ?? association.name }] });
  }
  for (const addon of index.ofType("aws:eks/addon:Addon")) {
    const name = known(addon.inputs.addonName) ?? addon.name;
    const namespace = known(recordOf(addon.inputs.namespaceConfig).namespace) ?? addonNamespaces[name] ?? "kube-system";
    for (const association of listOf(addon.inputs.podIdentityAssociations).map(recordOf)) {
      const role = roleOf(association.roleArn, addon.propertyDependencies.podIdentityAssociations);
      const path: PathStep[] = [{ kind: "podIdentity", name: `EKS add-on ${name}`, urn: addon.urn }];
      if (role !== undefined) at(`${namespace}/${known(association.serviceAccount) ?? "[unknown]"}`).roles.push({ role, path });
    }
  }
  for (const [role, { serviceAccounts: trusted }] of trusts)
    for (const key of trusted) at(key).roles.push({ role, path: [{ kind: "trust", name: "OIDC provider of the cluster", urn: role }] });

  return [...found].map(([key, account]) => ({
    namespace: key.slice(0, key.indexOf("/")),
    name: key.slice(key.indexOf("/") + 1),
    ...account,
  }));
}
