import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ApplicationTeamSettings } from "../config/types";
import { clusterReaderRules, clusterRoleName, teamClusterRoles } from "./cluster-roles";
import { applicationTeamsGroup, ceilingAnnotation, poolAnnotation, teamKey, teamLabel } from "./names";

const rbac = "rbac.authorization.k8s.io";
const policyName = "eks-blueprints-teams";

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

/** Pods of a team keep below its priority and to its pool, whoever makes them: the API server itself refuses others. */
function podPolicy(name: string, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const policy = new k8s.admissionregistration.v1.ValidatingAdmissionPolicy(
    `${name}-pods`,
    {
      metadata: { name: policyName },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }] },
        variables: [
          { name: "ceiling", expression: `int(namespaceObject.metadata.annotations["${ceilingAnnotation}"])` },
          { name: "pool", expression: `namespaceObject.metadata.annotations[?"${poolAnnotation}"]` },
          { name: "team", expression: `namespaceObject.metadata.labels["${teamLabel}"]` },
        ],
        validations: [
          {
            expression: "!has(object.spec.priority) || object.spec.priority <= variables.ceiling",
            messageExpression: `"priority " + string(object.spec.priority) + " is above the ceiling of team " + variables.team + ", which is " + string(variables.ceiling)`,
          },
          {
            expression: `!variables.pool.hasValue() || (has(object.spec.nodeSelector) && object.spec.nodeSelector[?"${teamKey}"].orValue("") == variables.team)`,
            messageExpression: `"pods of team " + variables.team + " run in its own pool: they need nodeSelector ${teamKey}: " + variables.team + " and a toleration of that taint"`,
          },
        ],
      },
    },
    opts,
  );
  return new k8s.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
    `${name}-pods`,
    {
      metadata: { name: policyName },
      spec: {
        policyName: policy.metadata.name,
        validationActions: ["Deny"],
        matchResources: { namespaceSelector: { matchExpressions: [{ key: teamLabel, operator: "Exists" }] } },
      },
    },
    opts,
  );
}
