import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ApplicationTeamSettings } from "../settings/types";
import { clusterReaderRules, clusterRoleName, teamClusterRoles } from "./cluster-roles";
import { applicationTeamsGroup } from "./names";
import { podPolicy } from "./pod-policy";

type AccessLevel = ApplicationTeamSettings["accessLevel"];

const rbac = "rbac.authorization.k8s.io";

/**
 * Roles and policies that all application teams of a cluster share.
 * @param accessLevels those of all teams
 * @param tierPools whether tiers of tenants have pools for themselves
 * @returns the resource that must exist before a team's first pod
 */
export function clusterPolicy(
  name: string,
  accessLevels: ReadonlySet<AccessLevel>,
  tierPools: boolean,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  for (const level of [...accessLevels].sort()) accessLevelRole(name, level, opts);
  const reader = new k8s.rbac.v1.ClusterRole(
    `${name}-reader`,
    { metadata: { name: "eks-blueprints-team-reader" }, rules: [...clusterReaderRules] },
    opts,
  );
  new k8s.rbac.v1.ClusterRoleBinding(
    `${name}-readers`,
    {
      metadata: { name: "eks-blueprints-team-readers" },
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name: reader.metadata.name },
      subjects: [{ apiGroup: rbac, kind: "Group", name: applicationTeamsGroup }],
    },
    opts,
  );
  return podPolicy(name, tierPools, opts);
}

/** Permissions in the namespaces of all teams with an access level. */
export function accessLevelRole(name: string, level: AccessLevel, opts: pulumi.CustomResourceOptions): void {
  new k8s.rbac.v1.ClusterRole(`${name}-${level}`, { metadata: { name: clusterRoleName(level) }, rules: teamClusterRoles[level] }, opts);
}
