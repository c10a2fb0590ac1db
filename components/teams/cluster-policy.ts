import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ApplicationTeamSettings } from "../settings/types";
import { clusterReaderRules, clusterRoleName, teamClusterRoles } from "./cluster-roles";
import { applicationTeamsGroup } from "./names";
import { podPolicy } from "./pod-policy";

const rbac = "rbac.authorization.k8s.io";

/**
 * What holds for all application teams of a cluster, made once, however many there are.
 * @param rights those that some team has
 * @returns what must be there before a team's first pod
 */
export function clusterPolicy(
  name: string,
  rights: ReadonlySet<ApplicationTeamSettings["rights"]>,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  for (const each of [...rights].sort()) {
    new k8s.rbac.v1.ClusterRole(`${name}-${each}`, { metadata: { name: clusterRoleName(each) }, rules: teamClusterRoles[each] }, opts);
  }
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
  return podPolicy(name, opts);
}
