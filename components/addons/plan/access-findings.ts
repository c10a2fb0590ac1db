import { eksAccessPolicies } from "../../reference/access-policies";
import type { Settings } from "../../settings/types";
import { listed } from "../../util/did-you-mean";
import { finding, type SettingFinding } from "../../util/finding";
import { admitsPrivileged } from "../../util/pod-security";
import { pathOf } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import { describedNamespaces } from "../custom/namespaces";
import type { CustomAddons } from "../custom/options";
import { type GroupGrant, groupGrants } from "../custom/rbac";

/** A grant: in one namespace, or without one in the whole cluster. */
interface Grant {
  /** Name in messages, such as `edit`. */
  readonly by: string;
  readonly namespace?: string;
}

/**
 * Findings on `cluster.access`. A principal that may create privileged pods is root on the nodes, and so has the permissions of every pod
 * there. Members of platform teams and `cluster.admins` are excluded, since they are administrators.
 * @param selected all selected add-ons
 */
export function accessFindings(
  { cluster, teams }: Pick<Settings, "cluster" | "teams">,
  selected: readonly AnyAddon[],
  custom: CustomAddons,
): SettingFinding[] {
  const describe = placeDescriber(teams, selected, custom);
  const byGroup = groupGrants(custom);
  return Object.entries(cluster.access).flatMap(([name, entry]) => {
    const places = new Set(
      grantsOf(entry, byGroup).flatMap(({ by, namespace }) => {
        const place = describe(namespace);
        return place === undefined ? [] : [`${by} in ${place}`];
      }),
    );
    const path = pathOf("cluster", "access", name);
    const secrets = entry.policy === "adminView" ? [finding({ rule: "eks-access-secrets", path, ...readsSecrets })] : [];
    if (places.size === 0) return secrets;
    const message = `${listed([...places])} is equivalent to root on the nodes, because privileged pods are allowed there`;
    const fix = "define a team (`teams`), whose namespaces have a Pod Security Standard, or add an administrator to `cluster.admins`";
    return [...secrets, finding({ rule: "kubernetes-edit-privileged", path, message, fix })];
  });
}

const readsSecrets = {
  message: "`adminView` reads all Secrets where it applies, service account tokens and passwords among them",
  fix: "set `policy: view`, which reads all but Secrets",
};

type Entry = Settings["cluster"]["access"][string];

function grantsOf({ policy, namespaces, groups }: Entry, byGroup: readonly GroupGrant[]): Grant[] {
  const by = `\`${policy}\``;
  const places = namespaces.length > 0 ? namespaces.map((namespace) => ({ by, namespace })) : [{ by }];
  const ofGroups = byGroup.filter(({ group }) => groups.includes(group));
  return [
    ...(policy !== undefined && eksAccessPolicies[policy].createsPods ? places : []),
    ...ofGroups.map(({ group, role, namespace }) => ({ by: `${role} of group ${group}`, namespace })),
  ];
}

/** A namespace that admits privileged pods; undefined if it does not. */
function placeDescriber(teams: Settings["teams"], selected: readonly AnyAddon[], custom: CustomAddons) {
  const objects = Object.values(custom).flatMap(({ manifests = [] }) => manifests);
  const guarded = new Set([
    ...Object.values(teams).flatMap((team) => (team.kind === "application" && !admitsPrivileged(team.podSecurity) ? team.namespaces : [])),
    ...objects
      .filter(({ kind, metadata }) => kind === "Namespace" && enforcesStandard(metadata.labels))
      .map(({ metadata }) => metadata.name),
  ]);
  const described = new Map(
    Object.entries(custom).flatMap(([name, addon]) => describedNamespaces(addon).map((each) => [each, name] as const)),
  );
  const homes = new Map(selected.map(({ namespace, name }) => [namespace, name] as const));
  return (namespace: string | undefined): string | undefined => {
    if (namespace === undefined) return "the whole cluster";
    if (namespace.startsWith("kube-")) return `${namespace}, the namespace of system pods`;
    if (!homes.has(namespace) && guarded.has(namespace)) return undefined;
    const addon = homes.get(namespace) ?? described.get(namespace);
    return addon === undefined ? `${namespace}, which has no Pod Security Standard` : `${namespace}, the namespace of add-on \`${addon}\``;
  };
}

function enforcesStandard(labels: unknown): boolean {
  const level = (labels as Readonly<Record<string, unknown>> | undefined)?.["pod-security.kubernetes.io/enforce"];
  return level === "baseline" || level === "restricted";
}
