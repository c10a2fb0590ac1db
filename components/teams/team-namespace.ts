import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ApplicationTeamSettings } from "../settings/types";
import { teamLabel } from "../util/team-label";
import { clusterRoleName } from "./cluster-roles";
import { limitRange } from "./limit-range";
import { ceilingAnnotation, poolAnnotation, teamGroup, teamKey, tierLabel, tierPoolAnnotation } from "./names";
import { type AllowedEgress, type AllowedIngress, isolation, limitedEgress } from "./network-policy";
import { scopedQuota } from "./scoped-quota";

export interface TeamNamespaceArgs {
  /** Name of the team. */
  readonly team: string;
  readonly namespace: string;
  readonly settings: ApplicationTeamSettings;
  /** Allowed ingress of an isolated team. */
  readonly allowedIngress: AllowedIngress;
  /** Allowed egress of an isolated team. Default: everywhere. */
  readonly allowedEgress?: AllowedEgress | undefined;
}

type StandardVersions = Partial<Readonly<Record<"enforceVersion" | "warnVersion" | "auditVersion", string | undefined>>>;

/** A namespace of a team, with its quotas, policies and role bindings. */
export function teamNamespace(name: string, args: TeamNamespaceArgs, opts: pulumi.CustomResourceOptions): k8s.core.v1.Namespace {
  const { team, settings, allowedIngress, allowedEgress } = args;
  const namespace = new k8s.core.v1.Namespace(
    name,
    { metadata: { name: args.namespace, labels: labelsOf(team, settings), annotations: annotationsOf(settings) } },
    opts,
  );
  const inside: pulumi.CustomResourceOptions = { parent: opts.parent, provider: opts.provider }; // its name is an output of the namespace, so they wait for it
  const { name: namespaceName } = namespace.metadata; // one output for all objects
  const metadata = (objectName: string) => ({ name: objectName, namespace: namespaceName });
  const { quota, limits, network } = settings;

  if (quota !== false) new k8s.core.v1.ResourceQuota(`${name}-quota`, { metadata: metadata("team-quota"), spec: { hard: quota } }, inside);
  for (const [own, scoped] of Object.entries(settings.scopedQuotas ?? {}))
    new k8s.core.v1.ResourceQuota(`${name}-quota-${own}`, { metadata: metadata(`team-quota-${own}`), spec: scopedQuota(scoped) }, inside);
  if (limits !== false)
    new k8s.core.v1.LimitRange(`${name}-limits`, { metadata: metadata("team-limits"), spec: { limits: limitRange(limits) } }, inside);
  if (network === "isolated")
    new k8s.networking.v1.NetworkPolicy(
      `${name}-isolation`,
      { metadata: metadata("team-isolation"), spec: isolation(allowedIngress) },
      inside,
    );
  if (network === "isolated" && allowedEgress)
    new k8s.networking.v1.NetworkPolicy(
      `${name}-egress`,
      { metadata: metadata("team-egress"), spec: limitedEgress(allowedEgress) },
      inside,
    );
  bindMembers(name, args, metadata, inside);
  return namespace;
}

/** Permissions of the members in a namespace: those of the access level, and rules of the team's own. */
function bindMembers(
  name: string,
  { team, settings }: TeamNamespaceArgs,
  metadata: (objectName: string) => { readonly name: string; readonly namespace: pulumi.Input<string> },
  opts: pulumi.CustomResourceOptions,
): void {
  const apiGroup = "rbac.authorization.k8s.io";
  const subjects = [{ apiGroup, kind: "Group", name: teamGroup(team) }];
  const levelRole = { apiGroup, kind: "ClusterRole", name: clusterRoleName(settings.accessLevel) };
  new k8s.rbac.v1.RoleBinding(`${name}-members`, { metadata: metadata("team-members"), roleRef: levelRole, subjects }, opts);
  if (!settings.rules?.length) return;
  const role = new k8s.rbac.v1.Role(`${name}-rules`, { metadata: metadata("team-rules"), rules: settings.rules }, opts);
  const roleRef = { apiGroup, kind: "Role", name: role.metadata.name };
  new k8s.rbac.v1.RoleBinding(`${name}-rules`, { metadata: metadata("team-rules"), roleRef, subjects }, opts);
}

function labelsOf(team: string, { labels, costAllocation, podSecurity, tier }: ApplicationTeamSettings): Record<string, string> {
  const standard = typeof podSecurity === "object" ? podSecurity : { enforce: podSecurity };
  const { enforce, warn, audit } = standard;
  return {
    ...costAllocation,
    ...labels,
    [teamKey]: team,
    [teamLabel]: team,
    ...(tier && { [tierLabel]: tier.name }),
    "pod-security.kubernetes.io/enforce": enforce,
    "pod-security.kubernetes.io/warn": warn ?? enforce,
    "pod-security.kubernetes.io/audit": audit ?? enforce,
    ...versionLabels(standard),
  };
}

function versionLabels({ enforceVersion, warnVersion, auditVersion }: StandardVersions): Record<string, string> {
  const versions = Object.entries({ enforce: enforceVersion, warn: warnVersion, audit: auditVersion });
  return Object.fromEntries(
    versions.flatMap(([mode, version]) => (version === undefined ? [] : [[`pod-security.kubernetes.io/${mode}-version`, version]])),
  );
}

function annotationsOf({ annotations, priority = 0, nodePool, tier }: ApplicationTeamSettings): Record<string, string> {
  return {
    ...annotations,
    [ceilingAnnotation]: String(priority),
    ...(nodePool !== undefined && { [poolAnnotation]: nodePool }),
    ...(tier?.nodePool !== undefined && { [tierPoolAnnotation]: tier.nodePool }),
  };
}
